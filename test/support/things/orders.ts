import { refundPurchase, walletDebit } from '../../../shared/billing/wallet/wallet.ts';
import type { Offer } from '../../../shared/catalogue/published.ts';
import { withdrawSetup } from '../../../shared/fulfilment/notifications/withdraw-setup.ts';
import type { Actor } from '../../../shared/kernel/actor.ts';
import type { Change } from '../../../shared/kernel/change.ts';
import type { Input } from '../../../shared/kernel/contract.ts';
import { ordersContract } from '../../../shared/orders/contract.ts';
import { placeOrder } from '../../../shared/orders/kinds/place-order.ts';
import { orderEntity } from '../../../shared/orders/order/order-entity.ts';
import type { Begin, EndRight } from '../../../shared/orders/ports.ts';
import { defaultOrderRules } from '../../../shared/orders/rules.ts';
import type { Table } from '../../../shared/table/table.ts';
import { buyerActor, run } from '../run-use-case.ts';
import { testSealer } from '../table.ts';
import { noon } from './billing.ts';
import { sampleOffer } from './offers.ts';

const { productId, planId, optionId, agreementVersion } = sampleOffer;
export const choice = { productId, planId, optionId, agreementVersion };

/** A counter in the place of metering's, and its end. */
export const begin: Begin = ({ entitlementId, bought, endsAt }) => [
  {
    writes: [
      {
        kind: 'create',
        item: { pk: entitlementId, sk: 'quota#000001', type: 'quota', total: bought.terms.calls, endsAt },
      },
    ],
  },
];

export const endRight: EndRight = async ({ entitlementId }) => [
  { writes: [{ kind: 'remove', key: { pk: entitlementId, sk: 'quota#000001' } }] },
];

export const orderDeps = (table: Table, offer: Offer = sampleOffer) => ({
  table,
  offerOf: async (): Promise<Offer | undefined> => offer,
  walletDebit: walletDebit(table),
  rules: defaultOrderRules,
  begin,
  accessOf: async () => ({
    type: 'api' as const,
    gatewayUrl: 'https://gw.example.com',
    accessPrefix: 'weather',
  }),
  refundPurchase: refundPurchase(table),
  withdrawSetup: withdrawSetup({ table }),
  endRight,
  sealer: testSealer,
});

/** The entitlement that an order of one line opens. */
export async function entitlementOf(table: Table, orderId: string): Promise<string> {
  const order = await orderEntity.get(table, orderId);
  if (!order) throw new Error(`no order ${orderId}`);
  return order.lines[0].entitlementId;
}

type Choice = Partial<Input<typeof ordersContract.placeOrder>>;
export const place = (
  table: Table,
  input: Choice = {},
  { offer = sampleOffer, actor = buyerActor, now = noon }: { offer?: Offer; actor?: Actor; now?: Date } = {},
) =>
  run(
    ordersContract.placeOrder,
    placeOrder,
    { ...choice, ...input },
    { deps: orderDeps(table, offer), table, actor, now },
  );

/** Commits a step of the clock or of a queue's consumer. */
export const commit = (table: Table, { changes }: { changes: readonly Change[] }, now = noon) =>
  table.commit(changes, { actor: { kind: 'system', name: 'test' }, now, requestId: 'test' });
