import { addShanghaiDays } from '../../china/shanghai.ts';
import { become, type Lifecycle } from '../../kernel/lifecycle.ts';
import { defineEntity } from '../../table/entity.ts';
import type { SetupFailure } from '../events.ts';
import type { Order } from '../order/order.ts';
import { stateErrors } from '../state-errors.ts';

export const entitlementStatuses = ['provisioning', 'active', 'suspended', 'expired', 'released'] as const;
export type EntitlementStatus = (typeof entitlementStatuses)[number];

/** `docs/rules/3-orders.md`, "Entitlements". */
export const entitlementLifecycle: Lifecycle<EntitlementStatus> = {
  provisioning: { zh: '开通中', en: 'being set up', next: ['active', 'released'] },
  active: { zh: '使用中', en: 'active', next: ['suspended', 'expired'] },
  suspended: { zh: '已暂停', en: 'suspended', next: ['active', 'expired'] },
  expired: { zh: '已到期', en: 'expired', next: ['released'] },
  released: { zh: '已释放', en: 'released', next: [] },
};

/** What a buyer holds after paying; one per order line. */
export type Entitlement = Pick<
  Order,
  | 'orderId'
  | 'buyerId'
  | 'buyerName'
  | 'sellerId'
  | 'productId'
  | 'productVersion'
  | 'productName'
  | 'planId'
  | 'planName'
  | 'packageId'
  | 'productType'
  | 'groupId'
  | 'calls'
  | 'countingRule'
  | 'validityDays'
  | 'quantity'
  | 'amountFen'
  | 'endpointId'
> & {
  readonly entitlementId: string;
  readonly status: EntitlementStatus;
  readonly createdAt: string;
  /** when the seller's system had refused to set it up, or the marketplace gave up telling it, unless it was set up after all */
  readonly setupFailedAt?: string;
  readonly setupFailure?: SetupFailure;
  /** while it is provisioning: when its order is refunded unless it is set up before */
  readonly refundAt?: string;
  readonly startsAt?: string;
  readonly endsAt?: string;
  /** when the clock has to look at it next */
  readonly nextStepAt?: string;
  /** the smallest number of days before the end of which the buyer was told */
  readonly remindedDays?: number;
  /** the seller's own id of it */
  readonly instanceId?: string;
  /** everything that the seller's system returned, encrypted; opened for the buyer only */
  readonly sealedInstance?: string;
  /** numbers the notifications that the seller's system was sent about it */
  readonly noticeNumber: number;
  readonly version: number;
};

export const entitlementEntity = defineEntity<Entitlement, string>({
  type: 'entitlement',
  keyOf: (entitlementId) => ({ pk: entitlementId, sk: 'entitlement' }),
  idOf: ({ entitlementId }) => entitlementId,
  lists: ({ entitlementId, buyerId, sellerId }) => ({
    list1: { pk: `entitlements#buyer#${buyerId}`, sk: entitlementId },
    list2: { pk: `entitlements#seller#${sellerId}`, sk: entitlementId },
  }),
  row: ({ status, productName, planName, endsAt }) => ({
    status,
    productName,
    planName,
    endsAt,
  }),
  dueAt: ({ nextStepAt }) => nextStepAt,
  secret: ['sealedInstance'],
});

/** The same id however often the order is opened. */
export const entitlementIdOf = (orderId: string): string => orderId.replace(/^ord_/, 'ent_');

export const openedFor = (order: Order, now: Date): Entitlement => ({
  entitlementId: entitlementIdOf(order.orderId),
  orderId: order.orderId,
  buyerId: order.buyerId,
  buyerName: order.buyerName,
  sellerId: order.sellerId,
  productId: order.productId,
  productVersion: order.productVersion,
  productName: order.productName,
  planId: order.planId,
  planName: order.planName,
  packageId: order.packageId,
  productType: order.productType,
  groupId: order.groupId,
  calls: order.calls,
  countingRule: order.countingRule,
  validityDays: order.validityDays,
  quantity: order.quantity,
  amountFen: order.amountFen,
  endpointId: order.endpointId,
  status: 'provisioning',
  createdAt: now.toISOString(),
  noticeNumber: order.endpointId === undefined ? 0 : 1,
  version: 1,
});

export const changeStatus = (entitlement: Entitlement, status: EntitlementStatus): Entitlement =>
  become(entitlementLifecycle, entitlement, status, stateErrors.entitlement_state);

/** Its time runs from now for the days it is valid. @throws orders.entitlement_state */
export function activateFrom(
  entitlement: Entitlement,
  now: Date,
): Entitlement & { readonly startsAt: string; readonly endsAt: string } {
  const endsAt = addShanghaiDays(now, entitlement.validityDays).toISOString();
  const {
    setupFailedAt: _at,
    setupFailure: _how,
    refundAt: _when,
    ...setUp
  } = changeStatus(entitlement, 'active');
  return { ...setUp, startsAt: now.toISOString(), endsAt };
}
