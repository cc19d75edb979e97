import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { itemSize } from '@yunshi/local-cloud/engines';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toItem } from '../../../shared/table/item.ts';
import { billed } from '../../support/table.ts';
import { created, type Deliveries, openDeliveries } from '../fulfilment/delivery-world.ts';
import { idAt, sellerId } from './rows/people.ts';

/** What a seller's system answers: an instance with its console, an account and a word on how to begin. */
const answer = {
  instanceId: 'ins-8f4e2a1c-7b3d-4e9f-a1c2-5d6e7f8a9b0c',
  addresses: [{ name: '管理控制台', url: 'https://console.company-data.example/instances/ins-8f4e2a1c' }],
  accounts: [{ userName: 'admin@buyer.example', password: 'Qm7-xP2v-9sTk-Lw4h' }],
  memo: '首次登录后请修改初始密码。',
};

let world: Deliveries;
let seller: Server;
beforeAll(async () => {
  world = await openDeliveries();
  seller = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer)),
  );
  await new Promise<void>((done) => seller.listen(0, '127.0.0.1', done));
  await world.addEndpoint(`http://127.0.0.1:${(seller.address() as AddressInfo).port}/`, sellerId);
});
afterAll(async () => {
  seller.close();
  await world.stop();
});

test('a notification delivered at the first attempt costs two write units, its answer kept', async () => {
  await world.happen(idAt('ent', 0), 1, created, { sellerId });
  await world.turn(); // the endpoint shows that it is fast
  world.fulfilled.length = 0;
  const entitlementId = idAt('ent', 1);
  await world.happen(entitlementId, 1, created, { sellerId });
  world.engine.consumed.length = 0;
  await world.turn();
  expect(world.fulfilled).toMatchObject([{ instance: { instanceId: answer.instanceId } }]);
  expect(billed(world.engine.consumed).writeUnits).toBe(2);
  const record = await world.table.get({ pk: `delivery#${entitlementId}`, sk: 'message#000000001' });
  expect(itemSize(toItem(record ?? {}))).toBeLessThanOrEqual(1024);
});
