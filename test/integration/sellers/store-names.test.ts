import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../../shared/kernel/actor.ts';
import { sellersContract } from '../../../shared/sellers/contract.ts';
import { saveStore } from '../../../shared/sellers/home/save-store.ts';
import { type Seller, sellerEntity } from '../../../shared/sellers/home/seller.ts';
import { run } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { depsOf, monday } from './fixture.ts';

let engine: TestTable;
let deps: ReturnType<typeof depsOf>;
beforeAll(async () => {
  engine = await makeTable();
  deps = depsOf(engine, { depositBalance: async () => 0 });
});

let sellers = 0;
/** A seller of its own. */
async function admitted(): Promise<Actor> {
  sellers += 1;
  const [sellerId, userId] = [`sel_names${sellers}`, `usr_names${sellers}`];
  const seller: Seller = {
    sellerId,
    ownerUserId: userId,
    kind: 'company',
    legalName: '云测科技有限公司',
    legalNumber: '91110000600037341L',
    legalIdentity: `legal-${sellers}`,
    markets: ['api'],
    depositRequiredFen: 0,
    admittedAt: monday.toISOString(),
    applicationId: 'app_names',
    documents: [],
    version: 1,
  };
  await engine.table.commit([sellerEntity.create(seller)], {
    actor: { kind: 'system', name: 'test' },
    now: monday,
    requestId: 'test',
  });
  return { kind: 'user', userId, name: '店主', operator: false, sellerId };
}

const save = async (actor: Actor, name: string) => {
  const store = {
    name,
    logoUploadId: 'upl_logo1',
    introduction: '提供全国三百多个城市的实时天气接口。',
    hotline: '400-123-4567',
    email: 'support@yunce.cn',
    serviceHours: { kind: '7x24' as const },
  };
  const saved = await run(sellersContract.saveStore, saveStore, store, {
    deps,
    table: engine.table,
    actor,
    now: monday,
  });
  return saved.store?.name;
};
const taken = { spec: { code: 'sellers.store_name_taken', status: 409 } };

test('no two stores have names that readers hardly tell apart; a store keeps its own however often it is saved', async () => {
  const [one, other] = [await admitted(), await admitted()];
  expect(await save(one, '云测 Weather 旗舰店')).toBe('云测 Weather 旗舰店');

  const alike = [
    '云测 Weather 旗舰店',
    '云测weather旗舰店',
    '云测　ＷＥＡＴＨＥＲ　旗舰店',
    '雲測·Weather·旗艦店',
    '云测Wеаthеr旗舰店',
  ];
  for (const name of alike) await expect(save(other, name)).rejects.toMatchObject(taken);
  expect(await save(one, '云测 Weather 旗舰店')).toBe('云测 Weather 旗舰店');
  expect(await save(one, '云测WEATHER旗舰店')).toBe('云测WEATHER旗舰店');
});

test('a renamed store gives its name back, and can take it again only while nobody has it', async () => {
  const [one, other] = [await admitted(), await admitted()];
  await save(one, '先来小店');
  await save(one, '后来小店');

  expect(await save(other, '先来小店')).toBe('先来小店');
  await expect(save(one, '先来小店')).rejects.toMatchObject(taken);
  await save(other, '另开小店');
  expect(await save(one, '先来小店')).toBe('先来小店');
});

test('of stores that ask for one name at the same moment one gets it; the same store asking twice is told nothing wrong', async () => {
  const rivals = await Promise.all([admitted(), admitted(), admitted()]);
  const answers = await Promise.allSettled(rivals.map((actor) => save(actor, '同时小店')));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject(taken);

  const one = await admitted();
  expect(await Promise.all([save(one, '连点小店'), save(one, '连点小店')])).toEqual(['连点小店', '连点小店']);
});
