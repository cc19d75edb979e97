import { sellerOf } from '../../kernel/actor.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { catalogueErrors } from '../errors.ts';
import { catalogueEvents } from '../events.ts';
import type { ListingReadiness } from '../ports.ts';
import { contentOf } from '../products/content.ts';
import type { productsContract } from '../products/contract.ts';
import { assertAsReviewed } from '../products/held-things.ts';
import type { PageDeps } from '../products/make-page.ts';
import {
  moveShelf,
  namedData,
  ownProduct,
  type Product,
  productEntity,
  productRow,
} from '../products/product.ts';
import type { ProductTypeName } from '../published.ts';
import type { CatalogueRules } from '../rules.ts';
import { shelfChanges } from './shelf-changes.ts';

type Deps = PageDeps & {
  readonly table: Table;
  readonly rules: CatalogueRules;
  readonly listingReadiness: ListingReadiness;
  readonly marketsOfTypes: Readonly<Record<ProductTypeName, readonly string[]>>;
};

/**
 * 上架, by the seller's hand (`docs/rules/2-catalogue.md`, "Review and life cycle"); what is listed already stays as it is.
 * @throws catalogue.seller_not_ready with what is missing, catalogue.thing_changed_since_review
 */
export const putOnSale: UseCase<typeof productsContract.putOnSale, Deps> = async (
  { input, actor, now },
  deps,
) => {
  const { table, listingReadiness } = deps;
  const product = await ownProduct(table, sellerOf(actor), input.productId);
  if (!product.live) throw catalogueErrors.not_approved();
  if (product.shelf === 'listed') return { answer: productRow(product) };
  const moved = moveShelf(product, 'listed');
  const missing = await listingReadiness(product.sellerId, deps.marketsOfTypes[product.productType]);
  if (missing.length > 0)
    throw catalogueErrors.seller_not_ready({ fields: missing.map((one) => ({ pointer: '', ...one })) });
  const listed: Product = { ...moved, listedAt: now.toISOString() };
  const content = await contentOf(table, product.productId, product.live.number);
  const asReviewed = await assertAsReviewed(deps, product, content);
  const event = happened(catalogueEvents.productListed, namedData(listed, product.live.number));
  return {
    answer: productRow(listed),
    changes: [
      productEntity.save(product, listed, event),
      ...asReviewed,
      ...(await shelfChanges(deps, listed, content)),
    ],
  };
};
