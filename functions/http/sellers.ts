import { depositBalance } from '../../shared/billing/wallet/wallet.ts';
import { blockingIn, defaultTextCheckRules } from '../../shared/catalogue/text-checks/check-texts.ts';
import { legalIdentityOf } from '../../shared/china/legal-identity.ts';
import { verificationEntity } from '../../shared/identity/verification.ts';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { noAccounts } from '../../shared/outside/settlement-account/no-accounts.ts';
import { sandboxAccounts } from '../../shared/outside/settlement-account/sandbox.ts';
import { createApplication } from '../../shared/sellers/admission/create-application.ts';
import { deleteApplication } from '../../shared/sellers/admission/delete-application.ts';
import { listApplications } from '../../shared/sellers/admission/list-applications.ts';
import { saveAgreements } from '../../shared/sellers/admission/save-agreements.ts';
import { saveAuthorization } from '../../shared/sellers/admission/save-authorization.ts';
import { saveDocuments } from '../../shared/sellers/admission/save-documents.ts';
import { saveMarkets } from '../../shared/sellers/admission/save-markets.ts';
import {
  saveApplicant,
  saveContact,
  savePlan,
  saveService,
} from '../../shared/sellers/admission/save-part.ts';
import { showApplication } from '../../shared/sellers/admission/show-application.ts';
import { submitApplication } from '../../shared/sellers/admission/submit-application.ts';
import { withdrawApplication } from '../../shared/sellers/admission/withdraw-application.ts';
import { downloadStatementForm } from '../../shared/sellers/agreements/download-statement-form.ts';
import { listAgreements } from '../../shared/sellers/agreements/list-agreements.ts';
import { sellersContract } from '../../shared/sellers/contract.ts';
import { sellerOfUser } from '../../shared/sellers/home/membership.ts';
import { saveProfile } from '../../shared/sellers/home/save-profile.ts';
import { saveSettlementAccount } from '../../shared/sellers/home/save-settlement-account.ts';
import { saveStore } from '../../shared/sellers/home/save-store.ts';
import { showSeller } from '../../shared/sellers/home/show-seller.ts';
import { decideApplication } from '../../shared/sellers/review/decide-application.ts';
import { decideSettlementAccount } from '../../shared/sellers/review/decide-settlement-account.ts';
import { inspectSeller } from '../../shared/sellers/review/inspect-seller.ts';
import { listDecidedApplications } from '../../shared/sellers/review/list-decided-applications.ts';
import { listSellers } from '../../shared/sellers/review/list-sellers.ts';
import { reviewApplication } from '../../shared/sellers/review/review-application.ts';
import { reviewSettlementAccount } from '../../shared/sellers/review/review-settlement-account.ts';
import { sellerRulesWith } from '../../shared/sellers/rules.ts';
import { attachUploads, releaseUploads } from '../../shared/uploads/attach-uploads.ts';
import { defaultUploadsRules } from '../../shared/uploads/rules.ts';
import {
  connectSealer,
  connectTable,
  environment,
  ruleOverrides,
  ruleOverridesWithCalendar,
} from '../runtime/composition.ts';
import { httpFunction } from '../runtime/http/http.ts';

const sealer = connectSealer();
const table = connectTable(sealer);
const textRules = withOverrides(defaultTextCheckRules, ruleOverrides('textChecks'));
const deps = {
  table,
  rules: sellerRulesWith(ruleOverridesWithCalendar('sellers')),
  verifiedIdentity: async (userId: string) => {
    const verification = await verificationEntity.get(table, userId);
    return verification?.status === 'confirmed' ? verification : undefined;
  },
  attachUploads: attachUploads(table),
  releaseUploads: releaseUploads(table, withOverrides(defaultUploadsRules, ruleOverrides('uploads'))),
  depositBalance: depositBalance(table),
  checkTexts: blockingIn(textRules),
  legalIdentityOf: legalIdentityOf(sealer),
  accounts:
    environment(['SETTLEMENT_ACCOUNTS']).SETTLEMENT_ACCOUNTS === 'sandbox' ? sandboxAccounts : noAccounts,
};
const parts = {
  saveMarkets,
  saveApplicant,
  saveContact,
  saveDocuments,
  saveService,
  saveAuthorization,
  savePlan,
  saveAgreements,
};
const drafting = { createApplication, listApplications, showApplication, ...parts, deleteApplication };
const applying = { ...drafting, submitApplication, withdrawApplication };
const reviewing = { listDecidedApplications, reviewApplication, decideApplication };
const checkingAccounts = { reviewSettlementAccount, decideSettlementAccount };
const watching = { listSellers, inspectSeller };
const home = {
  listAgreements,
  downloadStatementForm,
  showSeller,
  saveProfile,
  saveStore,
  saveSettlementAccount,
};

export const handler = httpFunction(
  sellersContract,
  { ...applying, ...reviewing, ...checkingAccounts, ...watching, ...home },
  { table, sellerOfUser: sellerOfUser(table), deps },
);
