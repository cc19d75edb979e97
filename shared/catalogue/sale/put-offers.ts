import type { Change } from '../../kernel/change.ts';
import type { VersionContent } from '../products/content.ts';
import type { Product } from '../products/product.ts';
import type { CatalogueRules } from '../rules.ts';
import { offerKey, type PlanOffer } from '../shelf/offer.ts';
import { agreementVersion } from '../steps/agreement-text.ts';
import { thingsOf } from '../steps/things-of-steps.ts';
import { productTypes } from '../types/product-types.ts';

type PlanOnOffer = { readonly planId: string; readonly offer: PlanOffer };

/** @throws when a plan is not complete: submitting has made sure that it is */
function offersOf(product: Product, content: VersionContent, rules: CatalogueRules): PlanOnOffer[] {
  const module = productTypes[product.productType];
  const endpoint = thingsOf(product.productType, { ...content, plans: [] }).find(
    ({ kind }) => kind === 'endpoint',
  );
  const ofAll = {
    productVersion: content.number,
    productName: content.access.name ?? '',
    sellerId: product.sellerId,
    sellerUserId: product.createdBy,
    endpointId: endpoint?.id,
    agreementVersion: agreementVersion(content),
    listed: product.shelf === 'listed',
  };

  return content.plans.map((draft) => {
    const plan = module.completePlan(rules).parse(draft);
    const options = module.optionsOf(plan).map(({ optionId, ...option }) => [optionId, option] as const);
    return {
      planId: plan.planId,
      offer: { ...ofAll, planName: plan.name, options: Object.fromEntries(options) },
    };
  });
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
  const plans = offersOf(product, content, rules);
  const gone = (before?.plans ?? []).filter(({ planId }) => !plans.some((plan) => plan.planId === planId));
  return {
    writes: [
      ...plans.map(({ planId, offer }) => ({
        kind: 'update' as const,
        key: offerKey(product.productId, planId),
        expression: 'SET offer = :offer, #type = :type',
        names: { '#type': 'type' },
        values: { ':offer': offer, ':type': 'offer' },
      })),
      ...gone.map(({ planId }) => ({ kind: 'remove' as const, key: offerKey(product.productId, planId) })),
    ],
  };
}
