import { beforeAll, expect, test } from 'vitest';
import { appCodeDigest, findAppCredential } from '../../../shared/metering/apps/app-credential.ts';
import { createApp } from '../../../shared/metering/apps/create-app.ts';
import { deleteApp } from '../../../shared/metering/apps/delete-app.ts';
import { listApps } from '../../../shared/metering/apps/list-apps.ts';
import { resetAppSecrets } from '../../../shared/metering/apps/reset-app-secrets.ts';
import { showApp } from '../../../shared/metering/apps/show-app.ts';
import { meteringContract } from '../../../shared/metering/contract.ts';
import { callSlots } from '../../../shared/metering/gateway/call-slots.ts';
import { defaultMeteringRules } from '../../../shared/metering/rules.ts';
import { bulkhead } from '../../../shared/table/health/bulkhead.ts';
import { healthKey, systemHealth } from '../../../shared/table/health/system-health.ts';
import { buyerActor, run, sellerActor } from '../../support/run-use-case.ts';
import { makeTable, testSealer as sealer, type TestTable } from '../../support/table.ts';

let engine: TestTable;
beforeAll(async () => {
  engine = await makeTable();
});

const as = (actor = buyerActor) => ({ table: engine.table, actor });
const create = (name: string, newAppKey?: () => string, now?: Date) =>
  run(
    meteringContract.createApp,
    createApp,
    { name },
    { deps: { sealer, rules: defaultMeteringRules, newAppKey }, ...as(), now },
  );
const found = async (appCode: string) =>
  (await findAppCredential(engine.table, appCodeDigest(appCode)))?.appId;
const show = (appId: string, actor = buyerActor) =>
  run(meteringContract.showApp, showApp, { appId }, { deps: { table: engine.table }, ...as(actor) });

test('secrets are shown once, then masked, and stand nowhere in the table in the clear', async () => {
  const { appId, appCode, appSecret, appKey } = await create('天气');
  expect(await show(appId)).toMatchObject({ appKey, appCode: `****${appCode.slice(-4)}`, appSecret: '****' });
  const { items } = await run(
    meteringContract.listApps,
    listApps,
    { limit: 20 },
    { deps: { table: engine.table }, ...as() },
  );
  expect(items.find((app) => app.appId === appId)).toMatchObject({
    appKey,
    appCode: `****${appCode.slice(-4)}`,
  });
  const rows = JSON.stringify((await engine.table.query({ pk: appId }, { limit: 20 })).items);
  expect([rows.includes(appCode), rows.includes(appSecret)]).toEqual([false, false]);
  expect(await found(appCode)).toBe(appId);
});

test('the newest app stands first in the list', async () => {
  const older = await create('先建', undefined, new Date('2026-11-02T02:00:00Z'));
  const newer = await create('后建', undefined, new Date('2026-11-02T03:00:00Z'));
  const { items } = await run(
    meteringContract.listApps,
    listApps,
    { limit: 20 },
    { deps: { table: engine.table }, ...as() },
  );
  const places = [newer, older].map(({ appId }) => items.findIndex((app) => app.appId === appId));
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('a reset gives both secrets anew and ends the old ones, for the owner only', async () => {
  const before = await create('重置');
  const reset = (actor = buyerActor) =>
    run(
      meteringContract.resetAppSecrets,
      resetAppSecrets,
      { appId: before.appId },
      { deps: { table: engine.table, sealer }, ...as(actor) },
    );
  await expect(reset(sellerActor)).rejects.toMatchObject({ spec: { code: 'metering.app_not_found' } });
  await expect(show(before.appId, sellerActor)).rejects.toMatchObject({
    spec: { code: 'metering.app_not_found' },
  });
  const after = await reset();
  expect(after.appKey).toBe(before.appKey);
  expect([after.appCode === before.appCode, after.appSecret === before.appSecret]).toEqual([false, false]);
  expect([await found(before.appCode), await found(after.appCode)]).toEqual([undefined, before.appId]);
});

test('no two apps have the same AppKey', async () => {
  const drawn = ['123456789', '123456789', '987654321'];
  const next = () => drawn.shift() ?? '';
  expect([(await create('甲', next)).appKey, (await create('乙', next)).appKey]).toEqual([
    '123456789',
    '987654321',
  ]);
});

test('an app is deleted by its owner only, and its code and key with it', async () => {
  const { appId, appCode, appKey } = await create('删除', () => '555555555');
  const remove = (actor = buyerActor) =>
    run(meteringContract.deleteApp, deleteApp, { appId }, { deps: { table: engine.table }, ...as(actor) });

  await expect(remove(sellerActor)).rejects.toMatchObject({ spec: { code: 'metering.app_not_found' } });
  expect(await found(appCode)).toBe(appId);
  await remove();
  expect(await found(appCode)).toBe(undefined);
  await expect(show(appId)).rejects.toMatchObject({ spec: { code: 'metering.app_not_found' } });
  await expect(remove()).rejects.toMatchObject({ spec: { code: 'metering.app_not_found' } });
  expect((await create('再用', () => '555555555')).appKey).toBe(appKey);
});

test('what was known of an app’s calls goes with it, and nothing of a call that ends later brings it back', async () => {
  const { appId } = await create('慢调用');
  const now = new Date('2026-11-02T02:00:00Z');
  const slots = callSlots(engine.table, {
    rules: defaultMeteringRules,
    environmentId: 'e',
    random: Math.random,
  });
  const health = () => engine.table.get(healthKey(appId));
  const leave = await slots.take({ groupId: 'grp_slow', backendUrl: 'https://slow.example', appId }, now);
  expect([leave?.held?.app.id, await health()]).toEqual([appId, expect.anything()]);

  await run(meteringContract.deleteApp, deleteApp, { appId }, { deps: { table: engine.table }, ...as() });
  expect(await health()).toBeUndefined();
  if (leave) await slots.giveBack(leave, now, 3000);
  await bulkhead(systemHealth(engine.table, healthKey, 0), defaultMeteringRules.slow).noteSlow(appId, now);
  expect(await health()).toBeUndefined();
});
