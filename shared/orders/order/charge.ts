import type { UserActor } from '../../kernel/actor.ts';
import type { Change } from '../../kernel/change.ts';
import { orderErrors } from '../errors.ts';
import type { WalletDebit } from '../ports.ts';
import type { OrderRules } from '../rules.ts';
import { takeForFree } from './free-order.ts';
import type { Order } from './order.ts';

export type ChargeDeps = { readonly walletDebit: WalletDebit; readonly rules: OrderRules };

/** What an order costs its buyer, in the order's own transaction: money from the wallet, or one of the free orders that there are. */
export async function charge(
  order: Order,
  buyer: UserActor,
  now: Date,
  { walletDebit, rules }: ChargeDeps,
): Promise<Change> {
  const { orderId, amountFen } = order;
  if (amountFen === 0) return takeForFree(order, buyer, rules);
  return walletDebit({ userId: buyer.userId, orderId, amountFen }, now, orderErrors.insufficient_funds);
}
