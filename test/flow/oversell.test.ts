import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoRules } from '../../demo/run-stack.ts';
import { until } from '../../demo/until.ts';
import { openShop } from '../../demo/walk.ts';
import { messagesContract } from '../../shared/messages/contract.ts';
import { meteringContract } from '../../shared/metering/contract.ts';
import { type Marketplace, startMarketplace } from '../support/marketplace/marketplace.ts';
import { buyFromWallet, linesOf, offerOf, orderBecomes, topUp } from '../support/things/shop.ts';

const callers = 1000;
const path = '/companies/91110108MA00000A1X';

let marketplace: Marketplace;
beforeAll(async () => {
  // On a busy machine a thousand callers wait long, and are to be refused for want of quota only.
  marketplace = await startMarketplace({ rules: { ...demoRules, metering: { slow: { afterSeconds: 60 } } } });
});
afterAll(() => marketplace?.stop());

test('100 calls bought, 1,000 callers at once: exactly 100 counted successes, and the backend saw no more', async () => {
  const { world, samples, errors } = marketplace;
  const { buyer, seller, gatewayUrl } = world;
  const { prefix, productId } = await openShop(world, samples);
  samples.endpoint.failNext(0);
  await topUp(buyer, 1_000);
  const orderId = await buyFromWallet(buyer, await offerOf(buyer, productId));
  const [{ entitlementId }] = linesOf(await orderBecomes(buyer, orderId, 'active'));
  const { appCode } = await buyer.call(meteringContract.createApp, { name: '千人并发' });

  const seenBefore = samples.backend.requests().length;
  const answers = await Promise.all(
    Array.from({ length: callers }, async () => {
      const answer = await fetch(`${gatewayUrl}/gw/${prefix}${path}`, {
        headers: { authorization: `APPCODE ${appCode}` },
      });
      await answer.arrayBuffer();
      return {
        status: answer.status,
        code: answer.headers.get('x-ca-error-code'),
        left: answer.headers.get('x-ca-quota-remaining'),
      };
    }),
  );
  const succeeded = answers.filter(({ status }) => status === 200);
  const refusals = new Set(
    answers.filter(({ status }) => status !== 200).map(({ status, code }) => `${status} ${code}`),
  );
  expect({ succeeded: succeeded.length, refusals: [...refusals] }).toEqual({
    succeeded: 100,
    refusals: ['403 quota_exhausted'],
  });
  expect(new Set(succeeded.map(({ left }) => left)).size).toBe(100);
  expect(samples.backend.requests().length - seenBefore).toBe(100);

  const usage = await until('all calls in the usage figures', async () => {
    const figures = await buyer.call(meteringContract.showUsage, { entitlementId });
    return figures.items.reduce((sum, { counted }) => sum + counted, 0) === 100 && figures;
  });
  expect(usage).toMatchObject({ total: 100, used: 100, left: 0 });
  expect(await seller.call(meteringContract.showSellerUsage, { entitlementId })).toEqual(usage);
  const subjects = async () =>
    (await buyer.call(messagesContract.listMessages, {})).items.map(({ subject }) => subject);
  await until('the buyer to be told', async () => (await subjects()).includes('调用次数已用完'));
  const told = (await subjects()).filter((subject) => subject.startsWith('调用次数'));
  expect(told.sort()).toEqual(['调用次数已使用 80%', '调用次数已使用 95%', '调用次数已用完']);
  expect(errors).toEqual([]);
});
