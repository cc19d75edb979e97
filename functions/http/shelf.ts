import { documentationContract } from '../../shared/apis/documentation/contract.ts';
import { listEntitlementApis } from '../../shared/apis/documentation/list-entitlement-apis.ts';
import { listProductApis } from '../../shared/apis/documentation/list-product-apis.ts';
import { defaultCatalogueRules } from '../../shared/catalogue/rules.ts';
import { showEntitlementAgreement } from '../../shared/catalogue/sale/show-bought-agreement.ts';
import { showProductAgreement } from '../../shared/catalogue/sale/show-product-agreement.ts';
import { browseProducts } from '../../shared/catalogue/shelf/browse-products.ts';
import { shelfContract } from '../../shared/catalogue/shelf/contract.ts';
import { listCategories } from '../../shared/catalogue/shelf/list-categories.ts';
import { thingOnSale } from '../../shared/catalogue/shelf/page.ts';
import { showProductPage } from '../../shared/catalogue/shelf/show-product-page.ts';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { boughtBy } from '../../shared/orders/entitlement/bought-by.ts';
import { sellerOfUser } from '../../shared/sellers/home/membership.ts';
import { storeCard } from '../../shared/sellers/home/store-card.ts';
import { publicLinks } from '../../shared/uploads/public-links.ts';
import { defaultUploadsRules } from '../../shared/uploads/rules.ts';
import { connectTable, ruleOverrides } from '../runtime/composition.ts';
import { httpFunction } from '../runtime/http/http.ts';
import { objectSigner } from '../runtime/object-signer.ts';

const table = connectTable();
const rules = withOverrides(defaultCatalogueRules, ruleOverrides('catalogue'));
const linkTo = publicLinks({
  signer: objectSigner(),
  rules: withOverrides(defaultUploadsRules, ruleOverrides('uploads')),
});

const held = boughtBy(table);
const groupBought = async (entitlementId: string, buyerId: string) => {
  const terms = (await held(entitlementId, buyerId))?.terms;
  return terms && 'groupId' in terms ? terms.groupId : undefined;
};

export const handler = httpFunction(
  { ...shelfContract, ...documentationContract },
  {
    listCategories,
    browseProducts,
    showProductPage,
    showProductAgreement,
    listProductApis,
    listEntitlementApis,
    showEntitlementAgreement,
  },
  {
    table,
    sellerOfUser: sellerOfUser(table),
    deps: {
      ...{ table, rules, linkTo, boughtBy: held, storeCard: storeCard(table) },
      ...{ groupBought, thingOnSale: thingOnSale(table) },
    },
  },
);
