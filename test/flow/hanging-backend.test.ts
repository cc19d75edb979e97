import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishApis } from '../../demo/acts/publish-apis.ts';
import { present } from '../../demo/story.ts';
import { until } from '../../demo/until.ts';
import { openShop } from '../../demo/walk.ts';
import { meteringContract } from '../../shared/metering/contract.ts';
import { grantQuota } from '../../shared/metering/quota/access.ts';
import { openTable } from '../../shared/table/table.ts';
import { type Marketplace, startMarketplace } from '../support/marketplace/marketplace.ts';
import { tableBehind } from '../support/table-rows.ts';

/** Of the eight environments that the gateway has here. Calls hang until the test lets them go. */
const slow = { slots: 3, firstSlots: 2, slotsPerApp: 3 };
const rules = { metering: { slow, forwardTimeoutSeconds: 25 } };

let marketplace: Marketplace;
let backend: Server;
let hangs = false;
/** calls that the hanging backend has not answered, and whose connection is open */
const open = new Set<() => void>();
beforeAll(async () => {
  backend = createServer((_, response) => {
    const answer = () => void response.end('{}');
    if (!hangs) return answer();
    open.add(answer);
    response.once('close', () => open.delete(answer));
  });
  await new Promise<void>((done) => backend.listen(0, '127.0.0.1', done));
  marketplace = await startMarketplace({ rules });
});
afterAll(async () => {
  await marketplace?.stop();
  backend.closeAllConnections();
  backend.close();
});

/** So many calls of a buyer at a group, without the purchase. */
async function grant(groupId: string): Promise<void> {
  const { run } = marketplace;
  const buyerId = present(run.people.buyer, 'the buyer').id;
  const now = run.now();
  const ends = new Date(now.getTime() + 86_400_000).toISOString();
  const grant = {
    buyerId,
    sellerId: 'sel_any',
    groupId,
    entitlementId: `ent_${groupId.slice(4)}`,
    parcel: 1,
    calls: 1_000_000,
  } as const;
  const changes = grantQuota({
    ...grant,
    countingRule: 'success_only',
    startsAt: now.toISOString(),
    endsAt: ends,
  });
  await openTable(tableBehind(run)).commit(changes, {
    actor: { kind: 'system', name: 'test' },
    now,
    requestId: 'test',
  });
}

test('a backend that hangs holds no more of the gateway than its slots, and other sellers’ calls are answered meanwhile', async () => {
  const { world, samples, errors } = marketplace;
  const shop = await openShop(world, samples);
  const other = await publishApis(
    world,
    `http://127.0.0.1:${(backend.address() as AddressInfo).port}`,
    'hanging',
  );
  await Promise.all([grant(shop.groupId), grant(other.groupId)]);
  const { appCode: patient } = await world.buyer.call(meteringContract.createApp, { name: '耐心' });
  const { appCode: hurried } = await world.buyer.call(meteringContract.createApp, { name: '着急' });
  const call = async (prefix: string) => {
    const appCode = prefix === shop.prefix ? hurried : patient;
    const answer = await fetch(`${world.gatewayUrl}/gw/${prefix}/industries`, {
      headers: { authorization: `APPCODE ${appCode}` },
    });
    await answer.arrayBuffer();
    return `${answer.status} ${answer.headers.get('x-ca-error-code')}`;
  };
  expect([await call(shop.prefix), await call(other.prefix)]).toEqual(['200 null', '200 null']);

  hangs = true;
  const ended: string[] = [];
  const calls = Array.from({ length: 16 }, async () => void ended.push(await call(other.prefix)));
  await until(
    'all calls but those with a slot to be over',
    async () => ended.length + open.size === 16 && open.size <= slow.slots,
    60,
  );
  expect(ended.every((answer) => answer === '504 backend_timeout' || answer === '503 backend_busy')).toBe(
    true,
  );

  const more = Array.from({ length: 24 }, async () => void ended.push(await call(other.prefix)));
  for (let place = 0; place < 10; place++) expect(await call(shop.prefix)).toBe('200 null');
  await until('no more calls to be waiting', async () => ended.length + open.size === 40, 60);
  expect(open.size).toBeLessThanOrEqual(slow.slots);

  for (const answer of open) answer();
  await Promise.all([...calls, ...more]);
  expect(errors).toEqual([]);
}, 180_000);
