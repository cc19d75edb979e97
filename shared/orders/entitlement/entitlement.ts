import type { Bought } from '../../catalogue/published.ts';
import { endOfTerm } from '../../china/term.ts';
import type { Attributes } from '../../kernel/change.ts';
import { become, type Lifecycle } from '../../kernel/lifecycle.ts';
import { defineEntity } from '../../table/entity.ts';
import { madeAt, placeOf } from '../../table/list-page.ts';
import type { SetupFailure } from '../events.ts';
import type { Order, OrderLine } from '../order/order.ts';
import { stateErrors } from '../state-errors.ts';

export const entitlementStatuses = ['provisioning', 'active', 'suspended', 'expired', 'released'] as const;
export type EntitlementStatus = (typeof entitlementStatuses)[number];

/**
 * `docs/rules/3-orders.md`, "Entitlements". A refund or a seller's exit may release it from any state, and a renewal revives one that has
 * ended and is not released yet.
 */
export const entitlementLifecycle: Lifecycle<EntitlementStatus> = {
  provisioning: { zh: '开通中', en: 'being set up', next: ['active', 'released'] },
  active: { zh: '使用中', en: 'active', next: ['suspended', 'expired', 'released'] },
  suspended: { zh: '已暂停', en: 'suspended', next: ['active', 'expired', 'released'] },
  expired: { zh: '已到期', en: 'expired', next: ['active', 'released'] },
  released: { zh: '已释放', en: 'released', next: [] },
};

/** Those of an entitlement that has been set up, whatever it has become since. */
export const setUpStatuses = [
  'active',
  'suspended',
  'expired',
  'released',
] as const satisfies readonly EntitlementStatus[];

/** What a buyer holds after paying; one per order line. */
export type Entitlement = {
  readonly orderId: string;
  readonly lineNumber: number;
  readonly buyerId: string;
  readonly buyerName: string;
  readonly bought: Bought;
  readonly quantity: number;
  /** how many order lines have brought it something */
  readonly parcels: number;
  /** what its line cost */
  readonly amountFen: number;
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
  /** when its buyer is reminded next of its end */
  readonly remindAt?: string;
  /** once it has expired: when it is released */
  readonly releaseAt?: string;
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

export const buyersEntitlements = (buyerId: string): string => `entitlements#${buyerId}`;
export const sellersEntitlements = (sellerId: string): string => `entitlements#${sellerId}`;

/** What lists show. */
type Row = Pick<Entitlement, 'status' | 'buyerName' | 'endsAt'> &
  Pick<Bought, 'productId' | 'productName' | 'planName'>;

export const entitlementEntity = defineEntity<
  Entitlement,
  string,
  'refund' | 'reminder' | 'expiry' | 'release'
>({
  type: 'entitlement',
  keyOf: (entitlementId) => ({ pk: entitlementId, sk: 'entitlement' }),
  idOf: ({ entitlementId }) => entitlementId,
  lists: ({ entitlementId, buyerId, bought: { sellerId } }) => ({
    list1: { pk: buyersEntitlements(buyerId), sk: placeOf(entitlementId) },
    list2: { pk: sellersEntitlements(sellerId), sk: placeOf(entitlementId) },
  }),
  row: ({ status, buyerName, bought: { productId, productName, planName }, endsAt }): Row => ({
    ...{ status, productId, productName, planName, buyerName },
    endsAt: shownEnd(endsAt),
  }),
  timers: ({ status, refundAt, remindAt, endsAt, releaseAt }) => ({
    refund: status === 'provisioning' ? refundAt : undefined,
    reminder: status === 'active' ? remindAt : undefined,
    expiry: status === 'active' || status === 'suspended' ? endsAt : undefined,
    release: status === 'expired' ? releaseAt : undefined,
  }),
  secret: ['sealedInstance'],
});

/** A row of a list of entitlements, with what its keys say. */
export type EntitlementListed = Row &
  Pick<Entitlement, 'entitlementId' | 'buyerId' | 'createdAt'> & { readonly sellerId: string };

/** An item of a list of entitlements. */
export function entitlementListed(item: Attributes): EntitlementListed {
  const entitlementId = String(item.pk);
  return {
    entitlementId,
    buyerId: String(item.l1pk).slice(buyersEntitlements('').length),
    sellerId: String(item.l2pk).slice(sellersEntitlements('').length),
    ...(item.row as Row),
    createdAt: madeAt(entitlementId),
  };
}

/** A line that was paid, with its order. */
export type OrderedLine = { readonly order: Order; readonly line: OrderLine };

/** It is as old as its id, which its order gave it, as lists say too. */
export const openedFor = ({ order, line }: OrderedLine): Entitlement => ({
  entitlementId: line.entitlementId,
  orderId: order.orderId,
  lineNumber: line.lineNumber,
  buyerId: order.buyerId,
  buyerName: order.buyerName,
  bought: line.bought,
  quantity: line.quantity,
  parcels: 1,
  amountFen: line.price.totalFen,
  status: 'provisioning',
  createdAt: madeAt(line.entitlementId),
  noticeNumber: line.bought.endpointId === undefined ? 0 : 1,
  version: 1,
});

export const changeStatus = (entitlement: Entitlement, status: EntitlementStatus): Entitlement =>
  become(entitlementLifecycle, entitlement, status, stateErrors.entitlement_state);

export type ActiveEntitlement = Entitlement & { readonly startsAt: string; readonly endsAt: string };

/** Whether what was bought has begun, be it over again. */
export const hasBegun = (entitlement: Entitlement): entitlement is ActiveEntitlement =>
  entitlement.startsAt !== undefined && entitlement.endsAt !== undefined;

/** An end that no term sets: far enough that nobody waits for it, and a time like any other. */
const never = '9999-12-31T00:00:00.000Z';

/** The end as people are shown it: none where no term sets one. */
export const shownEnd = (endsAt: string | undefined): string | undefined =>
  endsAt === never ? undefined : endsAt;

/** Its time runs from now for the term that was bought. @throws orders.entitlement_state */
export function activateFrom(entitlement: Entitlement, now: Date): ActiveEntitlement {
  const { term } = entitlement.bought;
  const endsAt = term ? endOfTerm(now, term).toISOString() : never;
  const {
    setupFailedAt: _at,
    setupFailure: _how,
    refundAt: _when,
    ...setUp
  } = changeStatus(entitlement, 'active');
  return { ...setUp, startsAt: now.toISOString(), endsAt };
}
