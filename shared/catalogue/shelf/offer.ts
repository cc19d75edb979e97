import type { Table } from '../../table/table.ts';
import type { Offer, OfferOf } from '../published.ts';
import type { PlanOption } from '../types/product-type.ts';
import type { Terms } from '../types/product-types.ts';

/** A plan's item: all its options, below 4 kB, so that one eventually consistent read costs half a unit. */
export type PlanOffer = Omit<
  Offer,
  'optionId' | 'optionName' | 'unitPriceFen' | 'term' | 'terms' | 'productId' | 'planId'
> & { readonly options: Readonly<Record<string, Omit<PlanOption<Terms>, 'optionId'>>> };

export const offerKey = (productId: string, planId: string) => ({ pk: productId, sk: `offer#${planId}` });

/** What can be ordered under these ids, in half a read unit. */
export const offerOf =
  (table: Table): OfferOf =>
  async ({ productId, planId, optionId }) => {
    const item = await table.get(offerKey(productId, planId), { eventual: true });
    if (!item) return undefined;

    const { options, ...plan } = item.offer as PlanOffer;
    const option = Object.hasOwn(options, optionId) ? options[optionId] : undefined;
    if (!option) return undefined;

    const { name: optionName, amountFen: unitPriceFen, ...rest } = option;
    return { ...plan, ...rest, productId, planId, optionId, optionName, unitPriceFen };
  };
