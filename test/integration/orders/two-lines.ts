import * as activated from '../../../functions/runtime/activate.ts';
import { decideAndCommit } from '../../../functions/runtime/commit-work.ts';
import { walletOf } from '../../../shared/billing/ledger/account.ts';
import { postingsOf } from '../../../shared/billing/ledger/ledger-store.ts';
import type { Offer } from '../../../shared/catalogue/published.ts';
import type { UserActor } from '../../../shared/kernel/actor.ts';
import { idsAt } from '../../../shared/kernel/ids.ts';
import { accessesOf } from '../../../shared/metering/quota/access.ts';
import { entitlementEntity } from '../../../shared/orders/entitlement/entitlement.ts';
import type { Wanted } from '../../../shared/orders/kinds/kinds.ts';
import { newOrder } from '../../../shared/orders/kinds/new-order.ts';
import { paidAtOnce } from '../../../shared/orders/kinds/put-order.ts';
import { orderEntity } from '../../../shared/orders/order/order-entity.ts';
import type { ActiveRight } from '../../../shared/orders/published.ts';
import { listPage } from '../../../shared/table/list-page.ts';
import { buyerActor } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { fund, noon } from '../../support/things/billing.ts';
import { sampleOffer } from '../../support/things/offers.ts';
import { type Answer, endpointId, openMarket } from './setup-world.ts';

export const fundedFen = 50_000;
const buyer = buyerActor as UserActor;

/** Calls for 3.33 yuan, which the seller's system sets up. */
export const calls: Offer = { ...sampleOffer, endpointId, sellerId: 'sel_one', unitPriceFen: 333 };

/** Another product of the same seller, of a type that nobody offers: 12 seats for a day, 4.99 yuan each. */
export const seats: Offer = {
  ...calls,
  productId: 'prd_01k9s0w3e2h5n8q1t4v7y0b3d7',
  productName: '数据分析课',
  planId: 'pln_01k9s0w3e2h5n8q1t4v7y0b3d7',
  agreementVersion: 'fedcba9876543210',
  unitPriceFen: 499,
  term: { unit: 'day', count: 1 },
  terms: { type: 'course', seats: 12 } as never,
};

const seatsKey = (entitlementId: string) => ({ pk: entitlementId, sk: 'seats' });
const isCourse = ({ bought }: ActiveRight) => (bought.terms.type as string) === 'course';

/** What begins and ends with either type, of API products as deployed. */
const activationOf = ({ table }: TestTable) => ({
  begin: (right: ActiveRight) =>
    isCourse(right)
      ? [{ writes: [{ kind: 'create', item: { ...seatsKey(right.entitlementId), type: 'seats' } } as const] }]
      : activated.begin(right),
  endRight: async (right: ActiveRight) =>
    isCourse(right)
      ? [{ writes: [{ kind: 'remove', key: seatsKey(right.entitlementId) } as const] }]
      : activated.endRight(table)(right),
});

export type TwoLines = Awaited<ReturnType<typeof buyTwoLines>>;

/** An order of calls and three courses, paid and opened, on a table of its own. */
export async function buyTwoLines(first: Partial<Offer> = {}, second: Partial<Offer> = {}) {
  const engine = await makeTable();
  await fund(engine.table, buyer.userId, fundedFen);
  const market = await openMarket(engine, activationOf(engine));
  const { table, deps } = market;

  const wanted: [Wanted, Wanted] = [
    { offer: { ...calls, ...first }, quantity: 1 },
    { offer: { ...seats, ...second }, quantity: 3 },
  ];
  const created = newOrder('new', wanted, buyer, { newId: idsAt(noon), now: noon });
  await decideAndCommit(
    table,
    () => paidAtOnce(created, buyer, noon, deps),
    () => ({ actor: buyer, now: noon, requestId: 'test' }),
  );
  await market.ordersHear();

  const { orderId } = created;
  const [one, other] = created.lines.map(({ entitlementId }) => entitlementId) as [string, string];
  const statusOf = async (entitlementId: string) =>
    (await entitlementEntity.get(table, entitlementId))?.status;

  return {
    ...market,
    engine,
    orderId,
    one,
    other,
    order: () => orderEntity.get(table, orderId),
    entitlement: (entitlementId: string) => entitlementEntity.get(table, entitlementId),

    /** How the order and its two entitlements stand. */
    stands: async () => [
      (await orderEntity.get(table, orderId))?.status,
      await statusOf(one),
      await statusOf(other),
    ],

    /** Every attempt about an entitlement fails in the same way, and orders hears of it. */
    async fail(of: string, answer: Answer) {
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        await market.turn(answer, { of });
        market.advance(1);
      }
      await market.ordersHear();
    },

    /** Two runs of the clock at the same moment, over both entitlements. */
    clock: () => Promise.all([one, other, one, other].map(market.tick)),

    /** What was paid back for the order. */
    refunds: async () => {
      const postings = await listPage(table, postingsOf(walletOf(buyer.userId)), { limit: 50 });
      return postings.items.filter(({ reason }) => reason === 'refund');
    },

    /** Whether the buyer has calls, and whether it has seats. */
    uses: async () => [
      (await accessesOf(table, buyer.userId, calls.terms.groupId, market.now())).length > 0,
      (await table.get(seatsKey(other))) !== undefined,
    ],
  };
}
