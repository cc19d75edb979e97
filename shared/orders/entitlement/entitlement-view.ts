import type * as z from 'zod';
import type { Language } from '../../kernel/errors.ts';
import { boughtView } from '../bought-view.ts';
import { type Entitlement, shownEnd } from './entitlement.ts';
import type { EntitlementView, SellersEntitlement } from './entitlement-contract.ts';

/** What buyer and seller both see. */
export const entitlementView = (
  entitlement: Entitlement,
  language: Language,
): z.input<typeof EntitlementView> => ({
  entitlementId: entitlement.entitlementId,
  orderId: entitlement.orderId,
  lineNumber: entitlement.lineNumber,
  status: entitlement.status,
  sellerId: entitlement.bought.sellerId,
  ...boughtView(entitlement.bought, language),
  quantity: entitlement.quantity,
  createdAt: entitlement.createdAt,
  setupFailedAt: entitlement.setupFailedAt,
  setupFailure: entitlement.setupFailure?.status,
  refundAt: entitlement.refundAt,
  startsAt: entitlement.startsAt,
  endsAt: shownEnd(entitlement.endsAt),
});

/** With the buyer and the seller's own id of it; the access data are left out, they are the buyer's. */
export const sellersEntitlementView = (
  entitlement: Entitlement,
  language: Language,
): z.input<typeof SellersEntitlement> => ({
  ...entitlementView(entitlement, language),
  buyerId: entitlement.buyerId,
  buyerName: entitlement.buyerName,
  instanceId: entitlement.instanceId,
});
