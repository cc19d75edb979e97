import type { Change } from '../../kernel/change.ts';
import type { Table } from '../../table/table.ts';
import { type Ending, endOrder } from '../order/end-order.ts';
import type { Order } from '../order/order.ts';
import type { EndRight, RefundPurchase, WithdrawSetup } from '../ports.ts';
import { rightOf } from './active-right.ts';
import { type Entitlement, hasBegun } from './entitlement.ts';
import { release } from './release.ts';

export type RefundDeps = {
  readonly table: Table;
  readonly refundPurchase: RefundPurchase;
  readonly withdrawSetup: WithdrawSetup;
  readonly endRight: EndRight;
};

/**
 * Refunds an order whole (`docs/rules/3-orders.md`, "Coupons and bundles"): its money, the order and all that its lines have opened change in
 * one transaction, so that nobody keeps a part of what was paid back, and nothing is paid back twice. Undefined while one of its entitlements
 * cannot end: the seller's system has just set it up, or is about to be told.
 */
export async function refundOrder(
  order: Order,
  held: readonly Entitlement[],
  ending: Ending,
  deps: RefundDeps,
): Promise<readonly Change[] | undefined> {
  const left = held.filter(({ status }) => status !== 'released');
  const released = await Promise.all(
    left.map((entitlement) => releaseRefunded(entitlement, ending.now, deps)),
  );
  if (!released.every((changes) => changes !== undefined)) return undefined;

  const { changes } = await endOrder(order, ending, deps.refundPurchase);
  return [...released.flat(), ...changes];
}

/** The seller's system is told to delete what it may have made; of what never arrived there it has nothing to know. */
async function releaseRefunded(
  entitlement: Entitlement,
  now: Date,
  { withdrawSetup, endRight }: RefundDeps,
): Promise<readonly Change[] | undefined> {
  const hasSystem = entitlement.bought.endpointId !== undefined;
  if (hasBegun(entitlement)) {
    const released = release(entitlement, { tells: hasSystem, refunded: true });
    return [released, ...(await endRight(rightOf(entitlement)))];
  }

  const withdrawal = await withdrawSetup(entitlement.entitlementId, now);
  if (!withdrawal) return undefined;
  const tells = withdrawal.reached && hasSystem;
  return [release(entitlement, { tells, refunded: true }), ...withdrawal.changes];
}
