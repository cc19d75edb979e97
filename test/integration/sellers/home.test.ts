import { beforeEach, describe, expect, test } from 'vitest';
import type { UserActor } from '../../../shared/kernel/actor.ts';
import { sellersContract } from '../../../shared/sellers/contract.ts';
import { listingReadiness } from '../../../shared/sellers/home/listing-readiness.ts';
import { saveProfile } from '../../../shared/sellers/home/save-profile.ts';
import { saveSettlementAccount } from '../../../shared/sellers/home/save-settlement-account.ts';
import { saveStore } from '../../../shared/sellers/home/save-store.ts';
import { sellerEntity } from '../../../shared/sellers/home/seller.ts';
import { sellerClock } from '../../../shared/sellers/home/seller-clock.ts';
import { showSeller } from '../../../shared/sellers/home/show-seller.ts';
import { duePartitionOf } from '../../../shared/table/keys.ts';
import { run } from '../../support/run-use-case.ts';
import { makeTable, stepAt, type TestTable } from '../../support/table.ts';
import { admitted, depsOf, monday } from './fixture.ts';

let engine: TestTable;
let depositFen: number;
let deps: ReturnType<typeof depsOf>;
let seller: UserActor & { sellerId: string };
beforeEach(async () => {
  engine = await makeTable();
  depositFen = 0;
  deps = depsOf(engine, { depositBalance: async () => depositFen });
  seller = await admitted(engine, deps);
});

const as = () => ({ table: engine.table, actor: seller, now: monday });
const home = () => run(sellersContract.showSeller, showSeller, {}, { deps, ...as() });
const todos = async () => (await home()).todos.map(({ code }) => code);

const profile = {
  displayName: '云测科技',
  introduction: '专注城市气象数据与接口服务的技术公司。',
  region: '浙江杭州',
  address: '文三路 100 号 3 楼',
};
const store = {
  name: '云测气象旗舰店',
  logoUploadId: 'upl_logo1',
  introduction: '提供全国三百多个城市的实时天气接口。',
  hotline: '400-123-4567',
  email: 'support@yunce.cn',
  serviceHours: { kind: 'custom' as const, weekdays: [1, 2, 3, 4, 5, 6], from: '08:30', to: '20:00' },
};
const saveAccount = (alipayAccount: string) =>
  run(sellersContract.saveSettlementAccount, saveSettlementAccount, { alipayAccount }, { deps, ...as() });

test('the to-do list empties step by step, and what is missing keeps products off the shelf until then', async () => {
  const missing = listingReadiness(deps);
  expect(await todos()).toEqual(['profile', 'store', 'deposit', 'settlement_account']);
  depositFen = 199_999;
  expect(await todos()).toContain('deposit');
  depositFen = 200_000;
  expect(await todos()).toEqual(['profile', 'store', 'settlement_account']);
  await run(sellersContract.saveProfile, saveProfile, profile, { deps, ...as() });
  await run(sellersContract.saveStore, saveStore, store, { deps, ...as() });
  expect((await missing(seller.sellerId, ['api'])).map(({ code }) => code)).toEqual(['settlement_account']);
  expect((await saveAccount('138 0013 8000')).settlementAccount).toMatchObject({
    alipayAccount: '13800138000',
  });
  expect(await todos()).toEqual([]);
  expect(await missing(seller.sellerId, ['api'])).toEqual([]);
  expect((await missing(seller.sellerId, ['software'])).map(({ code }) => code)).toEqual(['market']);
});

test('a store says nothing that a product may not say, as nobody reviews it', async () => {
  const forbidden = {
    ...store,
    name: '全国第一旗舰店',
    introduction: '全网最低的价格，加微信咨询，详询 QQ：123456789。',
  };
  const saved = run(sellersContract.saveStore, saveStore, forbidden, { deps, ...as() });

  const fields = ['exaggeration', 'exaggeration', 'contact_qq', 'contact_wechat'];
  await expect(saved).rejects.toMatchObject({
    spec: { code: 'request.invalid' },
    extras: {
      fields: fields.map((code, place) => ({ pointer: place === 0 ? '/name' : '/introduction', code })),
    },
  });
  expect((await home()).store).toBeUndefined();
});

describe('the settlement account', () => {
  test.each([
    ['wang fang @ yunce.cn', 'wangfang@yunce.cn'],
    ['+86 138\u20090013\u00a08000\u200b', '13800138000'],
    ['１３８００１３８０００', '13800138000'],
    ['seller2@example.com', 'seller2@example.com'],
  ])('%s is kept without spaces', async (typed, kept) => {
    expect((await saveAccount(typed)).settlementAccount?.alipayAccount).toBe(kept);
  });

  test.each([
    ['12345', 'account_form'],
    ['wang@@yunce.cn', 'account_email_form'],
    ['nobody@nowhere.invalid', 'account_unknown'],
  ])('%s cannot be verified and says why', async (typed, code) => {
    await expect(saveAccount(typed)).rejects.toMatchObject({
      spec: { code: 'sellers.settlement_account_unverifiable', status: 422 },
      extras: {
        fields: [{ pointer: '/alipayAccount', code, zh: expect.any(String), en: expect.any(String) }],
      },
    });
    expect(await todos()).toContain('settlement_account');
  });

  test('never enters an event', async () => {
    await saveAccount('13800138000');
    const { items } = await engine.table.query({ pk: seller.sellerId, prefix: 'event#' }, { limit: 9 });
    expect(items).toHaveLength(2);
    expect(JSON.stringify(items)).not.toContain('13800138000');
  });
});

test.each([
  ['too short a day', { kind: 'custom', weekdays: [1, 2, 3, 4, 5], from: '09:30', to: '18:00' }, false],
  ['a free Friday', { kind: 'custom', weekdays: [1, 2, 3, 4], from: '09:00', to: '18:00' }, false],
  [
    'an end before the beginning',
    { kind: 'custom', weekdays: [1, 2, 3, 4, 5], from: '18:00', to: '09:00' },
    false,
  ],
  ['exactly what is asked', { kind: 'custom', weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }, true],
])('store hours with %s', (_, serviceHours, accepted) => {
  const { success, error } = sellersContract.saveStore.input.safeParse({ ...store, serviceHours });
  expect(success).toBe(accepted);
  if (!accepted) expect(error?.issues[0]?.path[0]).toBe('serviceHours');
});

test('tells of a document 30 days before it expires and when it has, each once', async () => {
  const { documents } = (await sellerEntity.get(engine.table, seller.sellerId)) ?? {};
  expect(documents?.[0]).toMatchObject({ name: 'licence', expiresOn: '2027-03-01', told: 'nothing' });
  const key = sellerEntity.keyOf(seller.sellerId);
  const dueIn = async (until: string) => {
    const { items } = await engine.table.query(
      { index: 'due', pk: duePartitionOf(key.pk), between: ['0', until] },
      { limit: 9 },
    );
    return items.length;
  };
  const tick = async (now: Date) => {
    const { changes } = await stepAt(sellerClock(deps), engine.table, key, now);
    const context = { actor: { kind: 'system', name: 'clock' }, now, requestId: 'clock' } as const;
    await engine.table.commit(changes, context);
    return changes.map(({ event }) => event?.name);
  };
  const soon = new Date('2027-01-30T00:00:00Z');
  expect(await dueIn('2027-01-29T00:00:00Z')).toBe(0);
  expect(await dueIn(soon.toISOString())).toBe(1);
  expect(await tick(soon)).toEqual(['seller.documents_expiring']);
  expect(await tick(soon)).toEqual([]);
  expect(await dueIn('2027-03-01T15:00:00Z')).toBe(0);
  const over = new Date('2027-03-01T16:00:00Z');
  expect(await dueIn(`${over.toISOString()}~`)).toBe(1);
  expect(await tick(over)).toEqual(['seller.documents_expired']);
  expect(await tick(over)).toEqual([]);
  expect(await dueIn('2099-01-01T00:00:00Z')).toBe(0);
  expect((await home()).documents[0]).toMatchObject({ name: 'licence', state: 'expired' });
});
