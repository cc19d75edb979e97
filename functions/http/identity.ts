import { identityContract } from '../../shared/identity/contract.ts';
import { decideVerification } from '../../shared/identity/decide-verification.ts';
import { listPendingVerifications } from '../../shared/identity/list-pending-verifications.ts';
import { requestVerification } from '../../shared/identity/request-verification.ts';
import { reviewVerification } from '../../shared/identity/review-verification.ts';
import { defaultIdentityRules } from '../../shared/identity/rules.ts';
import { showVerification } from '../../shared/identity/show-verification.ts';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { sandboxVerifier } from '../../shared/outside/verification/sandbox.ts';
import { sellerOfUser } from '../../shared/sellers/membership.ts';
import { connectTable, ruleOverrides } from '../runtime/composition.ts';
import { httpFunction } from '../runtime/http.ts';

const table = connectTable();
const rules = withOverrides(defaultIdentityRules, ruleOverrides('identity'));

export const handler = httpFunction(
  identityContract,
  { requestVerification, showVerification, listPendingVerifications, reviewVerification, decideVerification },
  { table, sellerOfUser: sellerOfUser(table), deps: { table, verifier: sandboxVerifier, rules } },
);
