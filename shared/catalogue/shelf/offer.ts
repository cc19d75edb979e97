import type { Table } from '../../table/table.ts';
import type { CountingRule } from '../types/api.ts';
import type { OfferedPackage } from '../types/product-type.ts';

/** One package of one plan as it can be ordered now; orders keep the version they bought. */
export type Offer = {
  readonly productId: string;
  readonly productVersion: number;
  readonly productName: string;
  readonly sellerId: string;
  /** who acts for the seller; nobody buys from himself */
  readonly sellerUserId: string;
  readonly planId: string;
  readonly planName: string;
  readonly packageId: string;
  readonly type: 'api';
  readonly groupId: string;
  readonly calls: number;
  readonly amountFen: number;
  readonly validityDays: number;
  readonly countingRule: CountingRule;
  readonly endpointId?: string;
  readonly agreementVersion: string;
  readonly listed: boolean;
};

/** A plan's item: all its packages, below 4 kB, so that one eventually consistent read costs half a unit. */
export type PlanOffer = Omit<
  Offer,
  'packageId' | 'calls' | 'amountFen' | 'validityDays' | 'productId' | 'planId'
> & {
  readonly packages: Readonly<Record<string, Omit<OfferedPackage, 'packageId'>>>;
};

export const offerKey = (productId: string, planId: string) => ({ pk: productId, sk: `offer#${planId}` });

export type OfferOf = (wanted: {
  productId: string;
  planId: string;
  packageId: string;
}) => Promise<Offer | undefined>;

/** What can be ordered under these ids, in half a read unit; `listed` is false once the product is off sale. */
export const offerOf =
  (table: Table): OfferOf =>
  async ({ productId, planId, packageId }) => {
    const item = await table.get(offerKey(productId, planId), { eventual: true });
    if (!item) return undefined;
    const { packages, ...offer } = item.offer as PlanOffer;
    const found = Object.hasOwn(packages, packageId) ? packages[packageId] : undefined;
    return found && { ...offer, ...found, productId, planId, packageId };
  };
