import type { Change } from '../../kernel/change.ts';
import type { Table } from '../../table/table.ts';
import type { VersionContent } from '../products/content.ts';
import type { Product } from '../products/product.ts';
import type { CatalogueRules } from '../rules.ts';
import { agreementVersion } from '../steps/agreement-text.ts';
import type { CountingRule } from '../types/api.ts';
import type { OfferedPackage } from '../types/product-type.ts';
import { type CompletePlan, productTypes } from '../types/product-types.ts';

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
type PlanOffer = Omit<
  Offer,
  'packageId' | 'calls' | 'amountFen' | 'validityDays' | 'productId' | 'planId'
> & {
  readonly packages: Readonly<Record<string, Omit<OfferedPackage, 'packageId'>>>;
};

const keyOf = (productId: string, planId: string) => ({ pk: productId, sk: `offer#${planId}` });

/** @throws when a plan is not complete: submitting has made sure that it is */
const plansOf = (product: Product, content: VersionContent, rules: CatalogueRules): CompletePlan[] =>
  content.plans.map((plan) => productTypes[product.productType].completePlan(rules).parse(plan));

function offerOfPlan(product: Product, content: VersionContent, plan: CompletePlan): PlanOffer {
  return {
    productVersion: content.number,
    productName: content.access.name ?? '',
    sellerId: product.sellerId,
    sellerUserId: product.createdBy,
    planName: plan.name,
    type: product.productType,
    groupId: plan.groupId,
    countingRule: plan.countingRule,
    endpointId: content.access.details?.endpointId,
    agreementVersion: agreementVersion(content),
    listed: product.shelf === 'listed',
    packages: Object.fromEntries(
      plan.packages.map(({ packageId, calls, amountFen, validityDays }) => [
        packageId,
        { calls, amountFen, validityDays },
      ]),
    ),
  };
}

/**
 * Offers all plans of the product's live version as the product now stands, and withdraws those of `before` that are gone. Committed
 * with the product, whose version keeps the order.
 */
export function putOffers(
  product: Product,
  content: VersionContent,
  before: VersionContent | undefined,
  rules: CatalogueRules,
): Change {
  const plans = plansOf(product, content, rules);
  const gone = (before?.plans ?? []).filter(({ planId }) => !plans.some((plan) => plan.planId === planId));
  return {
    writes: [
      ...plans.map((plan) => ({
        kind: 'update' as const,
        key: keyOf(product.productId, plan.planId),
        expression: 'SET offer = :offer, #type = :type',
        names: { '#type': 'type' },
        values: { ':offer': offerOfPlan(product, content, plan), ':type': 'offer' },
      })),
      ...gone.map(({ planId }) => ({ kind: 'remove' as const, key: keyOf(product.productId, planId) })),
    ],
  };
}

export type OfferOf = (wanted: {
  productId: string;
  planId: string;
  packageId: string;
}) => Promise<Offer | undefined>;

/** What can be ordered under these ids, in half a read unit; `listed` is false once the product is off sale. */
export const offerOf =
  (table: Table): OfferOf =>
  async ({ productId, planId, packageId }) => {
    const item = await table.get(keyOf(productId, planId), { eventual: true });
    if (!item) return undefined;
    const { packages, ...offer } = item.offer as PlanOffer;
    const found = Object.hasOwn(packages, packageId) ? packages[packageId] : undefined;
    return found && { ...offer, ...found, productId, planId, packageId };
  };
