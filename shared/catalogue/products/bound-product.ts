import type { Table } from '../../table/table.ts';
import type { BoundProduct } from '../ports.ts';
import { contentOf } from './content.ts';
import { groupsOf } from './group-binding.ts';
import { productEntity, shelfLifecycle, versionLifecycle } from './product.ts';

/** Buyers rely on the groups that a listed product sells, reviewers on those that a version in review will sell. */
export const boundProduct =
  (table: Table): BoundProduct =>
  async (productId, groupId) => {
    const product = await productEntity.get(table, productId);
    if (!product) return undefined;
    const { shelf, working, live } = product;
    const sells = async (version: { readonly number: number }) =>
      groupsOf((await contentOf(table, productId, version.number)).plans).includes(groupId);
    const isOnSale = shelf === 'listed' && live !== undefined && (await sells(live));
    const isInReview = working?.status === 'in_review' && (await sells(working));
    return {
      name: live?.name ?? working?.name ?? productId,
      reliedOn: isOnSale ? shelfLifecycle.listed : isInReview ? versionLifecycle.in_review : undefined,
      unmoved: productEntity.unmoved(product),
    };
  };
