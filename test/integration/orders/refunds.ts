import { walletOf } from '../../../shared/billing/ledger/account.ts';
import { postingsOf } from '../../../shared/billing/ledger/ledger-store.ts';
import { listPage } from '../../../shared/table/list-page.ts';
import { makeTable } from '../../support/table.ts';
import { fund } from '../../support/things/billing.ts';
import { type Answer, buyAndFulfil } from './setup-world.ts';

export const fundedFen = 5000;
export type Refundable = Awaited<ReturnType<typeof openRefundable>>;

/** A purchase that orders has heard of, on a table of its own, and what a test of its refund does and looks at. */
export async function openRefundable(amountFen?: number) {
  const engine = await makeTable();
  await fund(engine.table, 'usr_buyer', fundedFen);
  const bought = await buyAndFulfil(engine, amountFen);
  await bought.ordersHear();

  return {
    engine,
    bought,
    refunds: async () => {
      const postings = await listPage(engine.table, postingsOf(walletOf('usr_buyer')), { limit: 50 });
      return postings.items.filter(({ reason }) => reason === 'refund');
    },
    /** Every attempt fails in the same way, and orders hears of it. */
    failWith: async (answer: Answer) => {
      for (let attempt = 1; attempt <= 3 && bought.waiting() > 0; attempt += 1) {
        await bought.turn(answer);
        bought.advance(1);
      }
      await bought.ordersHear();
    },
    /** The grace is over, and the clock looks. */
    refund: async () => {
      bought.advance(24);
      await bought.clock();
    },
  };
}
