import { groupsAsThings } from '../../shared/apis/groups/groups-as-things.ts';
import { depositBalance } from '../../shared/billing/wallet/wallet.ts';
import { catalogueContract } from '../../shared/catalogue/contract.ts';
import { createProduct } from '../../shared/catalogue/products/create-product.ts';
import { deleteProduct } from '../../shared/catalogue/products/delete-product.ts';
import { listProducts, listProductsOfSeller } from '../../shared/catalogue/products/list-products.ts';
import { showProduct } from '../../shared/catalogue/products/show-product.ts';
import { submitProduct } from '../../shared/catalogue/products/submit-product.ts';
import { withdrawProduct } from '../../shared/catalogue/products/withdraw-product.ts';
import { decideReview } from '../../shared/catalogue/review/decide-review.ts';
import { showReview } from '../../shared/catalogue/review/show-review.ts';
import { defaultCatalogueRules } from '../../shared/catalogue/rules.ts';
import { putOnSale } from '../../shared/catalogue/sale/put-on-sale.ts';
import { takeOffSale } from '../../shared/catalogue/sale/take-off-sale.ts';
import { defaultTextCheckRules } from '../../shared/catalogue/text-checks/check-texts.ts';
import { marketsOfTypes } from '../../shared/catalogue/types/product-types.ts';
import { addPlan } from '../../shared/catalogue/wizard/add-plan.ts';
import { changePlan } from '../../shared/catalogue/wizard/change-plan.ts';
import { previewProduct } from '../../shared/catalogue/wizard/preview-product.ts';
import { removePlan } from '../../shared/catalogue/wizard/remove-plan.ts';
import { saveAccess } from '../../shared/catalogue/wizard/save-access.ts';
import { saveAgreement } from '../../shared/catalogue/wizard/save-agreement.ts';
import { saveBasic } from '../../shared/catalogue/wizard/save-basic.ts';
import { saveBusiness } from '../../shared/catalogue/wizard/save-business.ts';
import { sortPlans } from '../../shared/catalogue/wizard/sort-plans.ts';
import { endpointsAsThings } from '../../shared/fulfilment/endpoints/endpoints-as-things.ts';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { listingReadiness } from '../../shared/sellers/home/listing-readiness.ts';
import { sellerOfUser } from '../../shared/sellers/home/membership.ts';
import { storeCard } from '../../shared/sellers/home/store-card.ts';
import { attachUploads, releaseUploads } from '../../shared/uploads/attach-uploads.ts';
import { publicLinks } from '../../shared/uploads/public-links.ts';
import { defaultUploadsRules } from '../../shared/uploads/rules.ts';
import { connectTable, ruleOverrides, ruleOverridesWithCalendar } from '../runtime/composition.ts';
import { httpFunction } from '../runtime/http/http.ts';
import { objectSigner } from '../runtime/object-signer.ts';

const table = connectTable();
const uploadRules = withOverrides(defaultUploadsRules, ruleOverrides('uploads'));
const deps = {
  table,
  rules: withOverrides(defaultCatalogueRules, ruleOverridesWithCalendar('catalogue')),
  textRules: withOverrides(defaultTextCheckRules, ruleOverrides('textChecks')),
  attach: attachUploads(table),
  release: releaseUploads(table, uploadRules),
  linkTo: publicLinks({ signer: objectSigner(), rules: uploadRules }),
  marketsOfTypes: withOverrides(marketsOfTypes, ruleOverrides('marketsOfTypes')),
  listingReadiness: listingReadiness({ table, depositBalance: depositBalance(table) }),
  things: { api_group: groupsAsThings(table), endpoint: endpointsAsThings(table) },
  storeCard: storeCard(table),
};
const steps = {
  saveAccess,
  saveBasic,
  saveBusiness,
  saveAgreement,
  addPlan,
  changePlan,
  removePlan,
  sortPlans,
};
const drafting = { createProduct, listProducts, showProduct, ...steps, previewProduct, deleteProduct };
const products = { ...drafting, submitProduct, withdrawProduct, putOnSale, takeOffSale };
const reviews = { listProductsOfSeller, showReview, decideReview };

export const handler = httpFunction(
  catalogueContract,
  { ...products, ...reviews },
  { table, sellerOfUser: sellerOfUser(table), deps },
);
