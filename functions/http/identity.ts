import { legalIdentityOf } from '../../shared/china/legal-identity.ts';
import { identityContract } from '../../shared/identity/contract.ts';
import { decideVerification } from '../../shared/identity/decide-verification.ts';
import { listPeople } from '../../shared/identity/people/list-people.ts';
import { requestVerification } from '../../shared/identity/request-verification.ts';
import { reviewVerification } from '../../shared/identity/review-verification.ts';
import { defaultIdentityRules } from '../../shared/identity/rules.ts';
import { saveMe } from '../../shared/identity/save-me.ts';
import { showMe } from '../../shared/identity/show-me.ts';
import { showVerification } from '../../shared/identity/show-verification.ts';
import { withdrawVerification } from '../../shared/identity/withdraw-verification.ts';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { sandboxVerifier } from '../../shared/outside/verification/sandbox.ts';
import { sellerOfUser } from '../../shared/sellers/home/membership.ts';
import { connectSealer, connectTable, ruleOverridesWithCalendar } from '../runtime/composition.ts';
import { httpFunction } from '../runtime/http/http.ts';

const sealer = connectSealer();
const table = connectTable(sealer);
const rules = withOverrides(defaultIdentityRules, ruleOverridesWithCalendar('identity'));
const deps = { table, verifier: sandboxVerifier, rules, legalIdentityOf: legalIdentityOf(sealer) };

export const handler = httpFunction(
  identityContract,
  {
    ...{ showMe, saveMe },
    ...{ requestVerification, showVerification, withdrawVerification },
    ...{ reviewVerification, decideVerification, listPeople },
  },
  { table, sellerOfUser: sellerOfUser(table), deps },
);
