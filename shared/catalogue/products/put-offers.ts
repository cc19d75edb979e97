import type { Change } from '../../kernel/change.ts';
import type { CatalogueRules } from '../rules.ts';
import { offerKey, type PlanOffer } from '../shelf/offer.ts';
import { agreementVersion } from '../steps/agreement-text.ts';
import { type CompletePlan, productTypes } from '../types/product-types.ts';
import type { VersionContent } from './content.ts';
import type { Product } from './product.ts';

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
        key: offerKey(product.productId, plan.planId),
        expression: 'SET offer = :offer, #type = :type',
        names: { '#type': 'type' },
        values: { ':offer': offerOfPlan(product, content, plan), ':type': 'offer' },
      })),
      ...gone.map(({ planId }) => ({ kind: 'remove' as const, key: offerKey(product.productId, planId) })),
    ],
  };
}
