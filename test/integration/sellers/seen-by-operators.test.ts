import { beforeEach, describe, expect, test } from 'vitest';
import type { UserActor } from '../../../shared/kernel/actor.ts';
import type { Input } from '../../../shared/kernel/contract.ts';
import { idsAt } from '../../../shared/kernel/ids.ts';
import { noAccounts } from '../../../shared/outside/settlement-account/no-accounts.ts';
import { sellersContract } from '../../../shared/sellers/contract.ts';
import { saveSettlementAccount } from '../../../shared/sellers/home/save-settlement-account.ts';
import { saveStore } from '../../../shared/sellers/home/save-store.ts';
import { type Seller, sellerEntity } from '../../../shared/sellers/home/seller.ts';
import { inspectSeller } from '../../../shared/sellers/review/inspect-seller.ts';
import { listSellers } from '../../../shared/sellers/review/list-sellers.ts';
import { operatorActor, run } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { admitted, company, depsOf, monday } from './fixture.ts';

let engine: TestTable;
let deps: ReturnType<typeof depsOf>;
beforeEach(async () => {
  engine = await makeTable();
  deps = depsOf(engine, { accounts: noAccounts, depositBalance: async () => 200_000 });
});

const as = (actor: UserActor) => ({ deps, table: engine.table, actor, now: monday });
const operator = operatorActor as UserActor;

type Asking = Partial<Input<typeof sellersContract.listSellers>>;
const list = async (input: Asking = {}) =>
  (await run(sellersContract.listSellers, listSellers, { limit: 20, ...input }, as(operator))).items;
const inspect = (sellerId: string) =>
  run(sellersContract.inspectSeller, inspectSeller, { sellerId }, as(operator));

const store = {
  name: '云测气象旗舰店',
  logoUploadId: 'upl_logo1',
  introduction: '提供全国三百多个城市的实时天气接口。',
  hotline: '400-123-4567',
  email: 'support@yunce.cn',
  serviceHours: { kind: '5x8' as const },
};
const openStore = (seller: UserActor) => run(sellersContract.saveStore, saveStore, store, as(seller));
const saveAccount = (seller: UserActor, alipayAccount: string) =>
  run(sellersContract.saveSettlementAccount, saveSettlementAccount, { alipayAccount }, as(seller));

const at = (minute: number) => new Date(Date.UTC(2026, 10, 2, 2, minute));
const madeUp = ['南京星图数据有限公司', '王小明', '苏州远山软件有限公司'] as const;
/** Sellers of their own minutes: a company, a person in two markets, and one that may not trade. */
async function addThree(): Promise<string[]> {
  const ids: string[] = [];
  for (const [minute, legalName] of madeUp.entries()) {
    const sellerId = idsAt(at(minute))('sel');
    const seller: Seller = {
      ...{ sellerId, ownerUserId: `usr_${minute}`, legalName, legalIdentity: `legal-${minute}` },
      ...{ kind: minute === 1 ? 'individual' : 'company', legalNumber: company.legalNumber },
      ...{ markets: minute === 1 ? ['api', 'data'] : ['software'], depositRequiredFen: 0 },
      ...{ admittedAt: at(minute).toISOString(), applicationId: 'app_1', documents: [], version: 1 },
      ...(minute === 2 && { frozen: { reason: '投诉核查', at: at(2).toISOString() } }),
    };
    await engine.table.commit([sellerEntity.create(seller)], {
      actor: { kind: 'system', name: 'test' },
      now: at(minute),
      requestId: 'test',
    });
    ids.push(sellerId);
  }
  return ids;
}

describe('the operators’ list of sellers', () => {
  test('shows each from its admission on, with the name of its store as soon as there is one', async () => {
    const seller = await admitted(engine, deps);
    const row = {
      ...{ sellerId: seller.sellerId, legalName: company.legalName, kind: 'company', status: 'active' },
      ...{ markets: ['api'], admittedAt: monday.toISOString() },
    };
    expect(await list()).toEqual([row]);

    await openStore(seller);
    expect(await list()).toEqual([{ ...row, storeName: store.name }]);
  });

  test.each<[string, Asking, readonly number[]]>([
    ['nothing, the latest first', {}, [2, 1, 0]],
    ['nothing, the oldest first', { sort: 'oldest' }, [0, 1, 2]],
    ['a word of a name', { q: '星图' }, [0]],
    ['who may not trade', { status: 'frozen' }, [2]],
    ['who may', { status: 'active' }, [1, 0]],
    ['one of its markets', { markets: 'data' }, [1]],
    ['people', { kind: 'individual' }, [1]],
    ['a time of admission', { createdFrom: at(1).toISOString(), createdTo: at(2).toISOString() }, [1]],
  ])('is narrowed by %s', async (_what, filter, places) => {
    const ids = await addThree();

    const found = (await list(filter)).map(({ sellerId }) => sellerId);
    expect(found).toEqual(places.map((place) => ids[place]));
  });

  test('finds a seller by the name of its store and by its id', async () => {
    await addThree();
    const seller = await admitted(engine, deps);
    await openStore(seller);

    for (const q of ['气象旗舰', seller.sellerId])
      expect((await list({ q })).map(({ sellerId }) => sellerId)).toEqual([seller.sellerId]);
  });
});

describe('an operator who looks into a seller', () => {
  test('sees what the seller sees, who acts for it and why it is frozen', async () => {
    const seller = await admitted(engine, deps);
    await openStore(seller);
    const frozen = (await addThree())[2] ?? '';

    expect(await inspect(seller.sellerId)).toMatchObject({
      ...{ sellerId: seller.sellerId, legalName: company.legalName, ownerUserId: seller.userId },
      ...{ status: 'active', markets: ['api'], deposit: { balanceFen: 200_000 }, store },
      applicationId: expect.stringMatching(/^app_/),
    });
    expect(await inspect(frozen)).toMatchObject({ status: 'frozen', frozen: { reason: '投诉核查' } });
  });

  test('sees no number and no account in full', async () => {
    const seller = await admitted(engine, deps);
    await saveAccount(seller, '13800138000');

    const shown = await inspect(seller.sellerId);
    expect(shown.settlementAccount).toMatchObject({ alipayAccount: '*******8000', status: 'unverified' });
    expect(shown.legalNumber).toBe(company.legalNumber.slice(-4).padStart(18, '*'));
    expect(JSON.stringify(shown)).not.toContain('13800138000');
    expect(JSON.stringify(shown)).not.toContain(company.legalNumber);
  });

  test('leaves a look behind; a seller that there is not is looked at by nobody', async () => {
    const { sellerId } = await admitted(engine, deps);
    await inspect(sellerId);

    const { items } = await engine.table.query({ pk: `looks#${sellerId}` }, { limit: 5 });
    expect(items).toMatchObject([{ name: 'seller.viewed', by: 'operator:usr_operator', data: { sellerId } }]);
    await expect(inspect('sel_nobody')).rejects.toMatchObject({
      spec: { code: 'sellers.seller_not_found', status: 404 },
    });
  });
});
