import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { billingContract } from '../../shared/billing/contract.ts';
import { shelfContract } from '../../shared/catalogue/shelf/contract.ts';
import type { Operation } from '../../shared/kernel/contract.ts';
import { messagesContract } from '../../shared/messages/contract.ts';
import { meteringContract } from '../../shared/metering/contract.ts';
import { ordersContract } from '../../shared/orders/contract.ts';
import { httpEvent } from '../support/http-event.ts';
import { openEnvironments } from './function-process.ts';
import { type Measurement, rounded } from './measure.ts';
import type { Purchase } from './walked.ts';

type Known = {
  readonly buyerId: string;
  readonly orderId: string;
  readonly entitlementId: string;
  readonly purchase: Purchase;
};
type Used = {
  readonly fn: string;
  readonly operation: Operation;
  readonly input: Readonly<Record<string, unknown>>;
  readonly counted: number;
};

const readings = 300;
const purchases = 50;
const warmUps = 50;

/** What buyers do most. Each purchase is a real one: ten yuan from the wallet. */
const mostUsed = ({ orderId, entitlementId, purchase }: Known): readonly Used[] =>
  [
    { fn: 'http-shelf', operation: shelfContract.browseProducts, input: { categoryId: 'company.registry' } },
    { fn: 'http-shelf', operation: shelfContract.browseProducts, input: { q: '工商' } },
    { fn: 'http-shelf', operation: shelfContract.showProductPage, input: { productId: purchase.productId } },
    { fn: 'http-billing', operation: billingContract.showWallet, input: {} },
    { fn: 'http-messages', operation: messagesContract.listMessages, input: {} },
    { fn: 'http-orders', operation: ordersContract.listOrders, input: {} },
    { fn: 'http-orders', operation: ordersContract.showOrder, input: { orderId } },
    { fn: 'http-orders', operation: ordersContract.listEntitlements, input: {} },
    { fn: 'http-metering', operation: meteringContract.showUsage, input: { entitlementId } },
    {
      fn: 'http-orders',
      operation: ordersContract.placeOrder,
      input: { ...purchase, payWith: 'wallet' },
      counted: purchases,
    },
  ].map((used) => ({ counted: readings, ...used }));

/** Amount in fen that the purchases of this measurement cost at most. */
export const purchasesCostFen = (amountFen: number): number => (purchases + warmUps) * amountFen;

/** CPU per request, in a process that runs nothing but the function. How long it takes says little here: the table engine shares the machine. */
export async function operations(
  bundles: string,
  env: Record<string, string>,
  known: Known,
): Promise<Measurement> {
  const rows = [];
  for (const { fn, operation, input, counted } of mostUsed(known)) {
    const event = () =>
      httpEvent(operation, input, {
        caller: { userId: known.buyerId },
        headers: { 'idempotency-key': randomUUID() },
      });
    const expected = String(operation.status ?? 200);
    const environment = openEnvironments(join(bundles, fn, 'index.js'), env);
    try {
      await environment.run(Array.from({ length: warmUps }, event), expected);
      const { cpuMs, systemMs } = await environment.run(Array.from({ length: counted }, event), expected);
      const query =
        operation.method === 'GET' && !operation.path.includes('{') ? Object.keys(input).join('&') : '';
      rows.push({
        operation: `${operation.method} ${operation.path}${query && `?${query}`}`,
        requests: counted,
        'CPU ms per request': rounded(cpuMs / counted, 2),
        'of it system': rounded(systemMs / counted, 2),
      });
    } finally {
      environment.stop();
    }
  }
  return {
    name: 'operations',
    title: 'CPU per request of the ten most used operations (one warm process each)',
    rows,
  };
}
