import { claimCase } from '../../shared/cases/claim-case.ts';
import { casesContract } from '../../shared/cases/contract.ts';
import { listCases } from '../../shared/cases/list-cases.ts';
import { releaseCase } from '../../shared/cases/release-case.ts';
import { defaultCaseRules } from '../../shared/cases/rules.ts';
import { productCase } from '../../shared/catalogue/review/product-case.ts';
import { legalIdentityOf } from '../../shared/china/legal-identity.ts';
import { verificationCase } from '../../shared/identity/verification-case.ts';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { sellerOfUser } from '../../shared/sellers/home/membership.ts';
import { applicationCase } from '../../shared/sellers/review/application-case.ts';
import { settlementAccountCase } from '../../shared/sellers/review/settlement-account-case.ts';
import { connectSealer, connectTable, ruleOverrides } from '../runtime/composition.ts';
import { httpFunction } from '../runtime/http/http.ts';

const sealer = connectSealer();
const table = connectTable(sealer);
const deps = {
  table,
  rules: withOverrides(defaultCaseRules, ruleOverrides('cases')),
  kinds: {
    application: applicationCase(legalIdentityOf(sealer)),
    verification: verificationCase,
    settlement_account: settlementAccountCase,
    product_version: productCase,
  },
};

export const handler = httpFunction(
  casesContract,
  { listCases, claimCase, releaseCase },
  { table, sellerOfUser: sellerOfUser(table), deps },
);
