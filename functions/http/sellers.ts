import { depositBalance } from '../../shared/billing/wallet.ts';
import { blockingIn, defaultTextCheckRules } from '../../shared/catalogue/text-checks/check-texts.ts';
import { verificationEntity } from '../../shared/identity/verification.ts';
import { legalIdentityOf } from '../../shared/kernel/legal-identity.ts';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { noAccounts } from '../../shared/outside/settlement-account/no-accounts.ts';
import { sandboxAccounts } from '../../shared/outside/settlement-account/sandbox.ts';
import { sellersContract } from '../../shared/sellers/contract.ts';
import { createApplication } from '../../shared/sellers/create-application.ts';
import { decideApplication } from '../../shared/sellers/decide-application.ts';
import { decideSettlementAccount } from '../../shared/sellers/decide-settlement-account.ts';
import { deleteApplication } from '../../shared/sellers/delete-application.ts';
import { downloadStatementForm } from '../../shared/sellers/download-statement-form.ts';
import { listAgreements } from '../../shared/sellers/list-agreements.ts';
import { listApplications } from '../../shared/sellers/list-applications.ts';
import { listApplicationsInReview } from '../../shared/sellers/list-applications-in-review.ts';
import { listSettlementAccounts } from '../../shared/sellers/list-settlement-accounts.ts';
import { sellerOfUser } from '../../shared/sellers/membership.ts';
import { reviewApplication } from '../../shared/sellers/review-application.ts';
import { reviewSettlementAccount } from '../../shared/sellers/review-settlement-account.ts';
import { sellerRulesWith } from '../../shared/sellers/rules.ts';
import { saveAgreements } from '../../shared/sellers/save-agreements.ts';
import { saveAuthorization } from '../../shared/sellers/save-authorization.ts';
import { saveDocuments } from '../../shared/sellers/save-documents.ts';
import { saveMarkets } from '../../shared/sellers/save-markets.ts';
import { saveApplicant, saveContact, savePlan, saveService } from '../../shared/sellers/save-part.ts';
import { saveProfile } from '../../shared/sellers/save-profile.ts';
import { saveSettlementAccount } from '../../shared/sellers/save-settlement-account.ts';
import { saveStore } from '../../shared/sellers/save-store.ts';
import { showApplication } from '../../shared/sellers/show-application.ts';
import { showSeller } from '../../shared/sellers/show-seller.ts';
import { submitApplication } from '../../shared/sellers/submit-application.ts';
import { withdrawApplication } from '../../shared/sellers/withdraw-application.ts';
import { attachUploads, releaseUploads } from '../../shared/uploads/attach-uploads.ts';
import { defaultUploadsRules } from '../../shared/uploads/rules.ts';
import {
  connectSealer,
  connectTable,
  environment,
  ruleOverrides,
  ruleOverridesWithCalendar,
} from '../runtime/composition.ts';
import { httpFunction } from '../runtime/http.ts';

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
const reviewing = { listApplicationsInReview, reviewApplication, decideApplication };
const checkingAccounts = { listSettlementAccounts, reviewSettlementAccount, decideSettlementAccount };
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
  { ...applying, ...reviewing, ...checkingAccounts, ...home },
  { table, sellerOfUser: sellerOfUser(table), deps },
);
