import type { Table } from '../../table/table.ts';
import type { ReliesOn } from '../published.ts';
import { contentOf } from './content.ts';
import { names } from './held-things.ts';
import { productEntity, shelfLifecycle, versionLifecycle } from './product.ts';

/** Buyers rely on what a listed product sells, reviewers on what a version in review will sell. */
export const reliesOn =
  (table: Table): ReliesOn =>
  async (productId, thing) => {
    const product = await productEntity.get(table, productId);
    if (!product) return undefined;

    const { shelf, working, live } = product;
    const sells = async ({ number }: { readonly number: number }) =>
      names(product, await contentOf(table, productId, number), thing);
    const isOnSale = shelf === 'listed' && live !== undefined && (await sells(live));
    const isInReview = working?.status === 'in_review' && (await sells(working));

    return {
      name: live?.name ?? working?.name ?? productId,
      reliedOn: isOnSale ? shelfLifecycle.listed : isInReview ? versionLifecycle.in_review : undefined,
      unmoved: productEntity.unmoved(product),
    };
  };
