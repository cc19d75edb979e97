import { apiGroupEntity } from '../../apis/groups/api-group.ts';
import { sellerOf } from '../../kernel/actor.ts';
import type { Change } from '../../kernel/change.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { catalogueErrors } from '../errors.ts';
import { catalogueEvents } from '../events.ts';
import type { ListingReadiness, StoreCard } from '../ports.ts';
import type { CatalogueRules } from '../rules.ts';
import { contentOf, type VersionContent } from './content.ts';
import type { productsContract } from './contract.ts';
import { groupsOf } from './group-binding.ts';
import { moveShelf, ownProduct, type Product, productData, productEntity, productRow } from './product.ts';
import { shelfChanges } from './shelf-changes.ts';

type Deps = {
  readonly table: Table;
  readonly rules: CatalogueRules;
  readonly storeCard: StoreCard;
  readonly listingReadiness: ListingReadiness;
};

/**
 * 上架, by the seller's hand (`spec/2-catalogue.md`, "Review and life cycle"); what is listed already stays as it is.
 * @throws catalogue.seller_not_ready with what is missing, catalogue.group_changed_since_review
 */
export const listProduct: UseCase<typeof productsContract.listProduct, Deps> = async (
  { input, actor, now },
  deps,
) => {
  const { table, listingReadiness } = deps;
  const product = await ownProduct(table, sellerOf(actor), input.productId);
  if (!product.live) throw catalogueErrors.not_approved();
  if (product.shelf === 'listed') return { answer: productRow(product) };
  const moved = moveShelf(product, 'listed');
  const missing = await listingReadiness(product.sellerId, product.productType);
  if (missing.length > 0)
    throw catalogueErrors.seller_not_ready({ fields: missing.map((one) => ({ pointer: '', ...one })) });
  const listed: Product = { ...moved, listedAt: now.toISOString() };
  const content = await contentOf(table, product.productId, product.live.number);
  const groups = await reviewedGroups(table, content);
  const event = { name: catalogueEvents.productListed, data: productData(listed, product.live.number) };
  return {
    answer: productRow(listed),
    changes: [
      productEntity.save(product, listed, event),
      ...groups,
      ...(await shelfChanges(deps, listed, content)),
    ],
  };
};

/** That the API groups sold are those that were reviewed, also when the listing is written. @throws catalogue.group_changed_since_review */
async function reviewedGroups(table: Table, { plans, review }: VersionContent): Promise<Change[]> {
  const groups = await Promise.all(groupsOf(plans).map((groupId) => apiGroupEntity.get(table, groupId)));
  return groups.flatMap((group) => {
    if (!group) return [];
    const { replacedAt = '', name } = group;
    if (replacedAt > (review?.decidedAt ?? ''))
      throw catalogueErrors.group_changed_since_review({ params: { group: name } });
    return [apiGroupEntity.unmoved(group)];
  });
}
