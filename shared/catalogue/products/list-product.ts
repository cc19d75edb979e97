import { sellerOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { catalogueErrors } from '../errors.ts';
import { catalogueEvents } from '../events.ts';
import type { ListingReadiness, StoreCard } from '../ports.ts';
import type { CatalogueRules } from '../rules.ts';
import { contentOf } from './content.ts';
import type { productsContract } from './contract.ts';
import { moveShelf, ownProduct, type Product, productData, productEntity, productRow } from './product.ts';
import { shelfChanges } from './shelf-changes.ts';

type Deps = {
  readonly table: Table;
  readonly rules: CatalogueRules;
  readonly storeCard: StoreCard;
  readonly listingReadiness: ListingReadiness;
};

/** 上架, by the seller's hand (`spec/2-catalogue.md`, "Review and life cycle"). @throws catalogue.seller_not_ready with what is missing */
export const listProduct: UseCase<typeof productsContract.listProduct, Deps> = async ({ input, actor, now }, deps) => {
  const { table, listingReadiness } = deps;
  const product = await ownProduct(table, sellerOf(actor), input.productId);
  if (!product.live) throw catalogueErrors.not_approved();
  const moved = moveShelf(product, 'listed');
  const missing = await listingReadiness(product.sellerId, product.productType);
  if (missing.length > 0) throw catalogueErrors.seller_not_ready({ fields: missing.map((one) => ({ pointer: '', ...one })) });
  const listed: Product = { ...moved, listedAt: now.toISOString() };
  const content = await contentOf(table, product.productId, product.live.number);
  const event = { name: catalogueEvents.productListed, data: productData(listed, product.live.number) };
  return {
    answer: productRow(listed),
    changes: [productEntity.save(product, listed, event), ...(await shelfChanges(deps, listed, content))],
  };
};
