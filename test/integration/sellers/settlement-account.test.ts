import { beforeEach, describe, expect, test } from 'vitest';
import type { UserActor } from '../../../shared/kernel/actor.ts';
import { templateFor } from '../../../shared/messages/templates.ts';
import type { AccountVerifier } from '../../../shared/outside/settlement-account/account-verifier.ts';
import { noAccounts } from '../../../shared/outside/settlement-account/no-accounts.ts';
import { sellersContract } from '../../../shared/sellers/contract.ts';
import { listingReadiness } from '../../../shared/sellers/home/listing-readiness.ts';
import { saveProfile } from '../../../shared/sellers/home/save-profile.ts';
import { saveSettlementAccount } from '../../../shared/sellers/home/save-settlement-account.ts';
import { sellerEntity } from '../../../shared/sellers/home/seller.ts';
import { sellerClock } from '../../../shared/sellers/home/seller-clock.ts';
import { showSeller } from '../../../shared/sellers/home/show-seller.ts';
import { decideSettlementAccount } from '../../../shared/sellers/review/decide-settlement-account.ts';
import { reviewSettlementAccount } from '../../../shared/sellers/review/review-settlement-account.ts';
import { openTable } from '../../../shared/table/table.ts';
import { operatorActor, run } from '../../support/run-use-case.ts';
import { makeTable, stepAt, type TestTable } from '../../support/table.ts';
import { waitingCases } from '../../support/things/cases.ts';
import { admitted, company, depsOf, monday } from './fixture.ts';

const tuesday = new Date('2026-11-03T02:00:00Z');
const unchecked = 'finance@yunce.test';
const other = 'cashier@yunce.test';

let engine: TestTable;
let deps: ReturnType<typeof depsOf>;
let seller: UserActor & { sellerId: string };
beforeEach(async () => {
  engine = await makeTable();
  deps = depsOf(engine);
  seller = await admitted(engine, deps);
});

const as = (actor: UserActor, now = monday) => ({ table: engine.table, actor, now });
const operator = operatorActor as UserActor;

const home = () => run(sellersContract.showSeller, showSeller, {}, { deps, ...as(seller) });
const save = async (
  alipayAccount: string,
  { accounts = deps.accounts, now = monday }: { accounts?: AccountVerifier; now?: Date } = {},
) =>
  (
    await run(
      sellersContract.saveSettlementAccount,
      saveSettlementAccount,
      { alipayAccount },
      { deps: { ...deps, accounts }, ...as(seller, now) },
    )
  ).settlementAccount;
const listed = () => waitingCases(engine.table, { kind: 'settlement_account' });
const open = ({ sellerId = seller.sellerId, now = monday } = {}) =>
  run(
    sellersContract.reviewSettlementAccount,
    reviewSettlementAccount,
    { sellerId },
    { deps, ...as(operator, now) },
  );
const decide = (decision: 'approved' | 'rejected', version: number, reason?: string) => {
  const input = { sellerId: seller.sellerId, version, decision, reason, comments: [] };
  return run(sellersContract.decideSettlementAccount, decideSettlementAccount, input, {
    deps,
    ...as(operator, tuesday),
  });
};
const lacksAccount = async () => {
  const codes = (await listingReadiness(deps)(seller.sellerId, ['api'])).map(({ code }) => code);
  const { todos } = await home();
  expect(todos.some(({ code }) => code === 'settlement_account')).toBe(codes.includes('settlement_account'));
  return codes.includes('settlement_account');
};
const eventsOf = async (pk: string) =>
  (await engine.table.query({ pk, prefix: 'event#' }, { limit: 20 })).items;
const told = async (language: 'zh' | 'en') => {
  const { name, data } = (await eventsOf(seller.sellerId)).at(-1) ?? {};
  return templateFor(String(name), 'seller')?.render(data as object, language).text;
};

const changed = { spec: { code: 'cases.changed', status: 409 } };
const notWaiting = { spec: { code: 'cases.not_open', status: 409 } };

describe('an account that a provider knows', () => {
  test('is verified at once and waits for nobody', async () => {
    expect(await save('13800138000')).toMatchObject({ status: 'verified', verifiedAt: monday.toISOString() });
    expect(await listed()).toEqual([]);
    expect(await lacksAccount()).toBe(false);
    await expect(decide('rejected', 1, '不再使用')).rejects.toMatchObject(notWaiting);
  });

  test('stays verified when it is saved again, also where it cannot be checked any more', async () => {
    const first = await save('13800138000');
    expect(await save('138 0013\u200b 8000\ufe0f', { accounts: noAccounts, now: tuesday })).toEqual(first);
    expect(await listed()).toEqual([]);
  });
});

test('without a provider no account lets a seller list anything before an operator has confirmed it', async () => {
  const saved = await save('13800138000', { accounts: noAccounts });
  expect(saved).toMatchObject({ alipayAccount: '13800138000', status: 'unverified' });
  expect(saved).not.toHaveProperty('verifiedAt', expect.anything());
  expect(await lacksAccount()).toBe(true);
  expect((await home()).todos.at(-1)?.title).toBe('结算账户正由运营人员核实');
});

describe('an account that nobody could check', () => {
  test('waits in the operators’ list, which does not show it; a look at it in full is kept', async () => {
    await save(unchecked);
    const { sellerId } = seller;
    const waiting = await listed();
    expect(waiting).toMatchObject([
      { aboutId: sellerId, title: company.legalName, openedAt: monday.toISOString() },
    ]);
    expect(JSON.stringify(waiting)).not.toContain(unchecked);
    expect(await open()).toMatchObject({ alipayAccount: unchecked, status: 'unverified', version: 1 });
    expect(await eventsOf(`looks#${sellerId}`)).toMatchObject([
      {
        name: 'seller.settlement_account_viewed',
        by: 'operator:usr_operator',
        data: { sellerId, seenVersion: 1 },
      },
    ]);
  });

  test('is verified when an operator approves it: the to-do is done, and the seller is told', async () => {
    await save(unchecked);
    expect(await decide('approved', 1)).toMatchObject({
      status: 'verified',
      alipayAccount: '**************test',
    });
    expect(await listed()).toEqual([]);
    expect(await lacksAccount()).toBe(false);
    expect((await home()).settlementAccount).toMatchObject({
      status: 'verified',
      verifiedAt: tuesday.toISOString(),
    });
    expect(await told('zh')).toContain('已由运营人员核实');
    expect(await told('en')).toContain('has verified your settlement account');
  });

  test('is refused with a reason, which the seller is told, and may be saved again', async () => {
    await save(unchecked);
    const reason = '账户名称与主体不一致';
    expect(await decide('rejected', 1, reason)).toMatchObject({
      status: 'refused',
      review: { outcome: { reason } },
    });
    expect(await listed()).toEqual([]);
    expect(await lacksAccount()).toBe(true);
    expect((await home()).settlementAccount).toMatchObject({ status: 'refused', reason });
    for (const language of ['zh', 'en'] as const) expect(await told(language)).toContain(reason);
    expect(await save(unchecked, { now: tuesday })).toMatchObject({
      status: 'unverified',
      savedAt: tuesday.toISOString(),
    });
    expect(await listed()).toHaveLength(1);
  });
});

test('an account that nobody could check is told to the operators when it begins to wait, and not again while it waits', async () => {
  await save(unchecked);
  await save(unchecked, { now: tuesday });
  await save(other, { now: tuesday });
  await save('13800138000', { now: tuesday });

  const { sellerId } = seller;
  const [, ...events] = await eventsOf(sellerId);
  const [submitted, saved] = ['seller.settlement_account_submitted', 'seller.settlement_account_saved'];
  expect(events.map(({ name }) => name)).toEqual([submitted, saved, submitted, saved]);
  expect(events[0]?.data).toEqual({ sellerId, dueAt: '2026-11-05T02:00:00.000Z' });
  for (const language of ['zh', 'en'] as const) {
    const { text } = templateFor(submitted, 'operators')?.render(events[0]?.data, language) ?? {};
    expect(text).toContain(sellerId);
    expect(text).toContain('2026-11-05 10:00');
  }
});

describe('the decision on an account that nobody could check', () => {
  test('cannot be refused without a reason', async () => {
    await save(unchecked);
    await expect(decide('rejected', 1)).rejects.toMatchObject({
      extras: { fields: [{ pointer: '/reason', code: 'required' }] },
    });
  });

  test('is decided once, when two operators decide at one moment', async () => {
    await save(unchecked);
    const outcomes = await Promise.allSettled([decide('approved', 1), decide('rejected', 1, '名称不一致')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: notWaiting });
  });

  test('keeps its place when it is saved again, and its decision when the seller changes something else', async () => {
    const first = await save(unchecked);
    expect(await save(` ${unchecked} `, { now: tuesday })).toEqual(first);
    const profile = {
      displayName: '云测科技',
      introduction: '专注城市气象数据与接口服务。',
      region: '浙江杭州',
      address: '文三路 100 号',
    };
    await run(sellersContract.saveProfile, saveProfile, profile, { deps, ...as(seller) });
    expect(await decide('approved', 1)).toMatchObject({ status: 'verified' });
  });

  test('is verified at once when it is saved again and the provider knows it by then', async () => {
    await save('13800138000', { accounts: noAccounts });
    expect(await save('13800138000', { now: tuesday })).toMatchObject({
      status: 'verified',
      verifiedAt: tuesday.toISOString(),
    });
    expect(await listed()).toEqual([]);
  });
});

describe('another account', () => {
  test('that is saved while one is in review begins anew; who saw the first cannot decide on it', async () => {
    await save(unchecked);
    const { version } = await open();
    expect(await save(other, { now: tuesday })).toMatchObject({ alipayAccount: other, status: 'unverified' });
    expect(await listed()).toMatchObject([{ openedAt: tuesday.toISOString() }]);
    await expect(decide('approved', version)).rejects.toMatchObject(changed);
    expect(await decide('approved', (await open({ now: tuesday })).version)).toMatchObject({
      status: 'verified',
    });
  });

  test('that is saved at the moment of a decision is never verified by it', async () => {
    await save(unchecked);
    await Promise.allSettled([decide('approved', 1), save(other, { now: tuesday })]);
    expect(await open()).toMatchObject({ alipayAccount: other, status: 'unverified' });
  });

  test('takes the verification away: nothing new can be listed until it is verified too', async () => {
    await save('13800138000');
    expect(await save(other)).toMatchObject({ status: 'unverified' });
    expect(await lacksAccount()).toBe(true);
  });
});

test('an account is in no event, whatever becomes of it', async () => {
  await save(unchecked);
  await open();
  await decide('approved', 1, '已电话核实');
  const rows = [...(await eventsOf(seller.sellerId)), ...(await eventsOf(`looks#${seller.sellerId}`))];
  expect(rows).toHaveLength(4);
  expect(JSON.stringify(rows)).not.toContain(unchecked);
});

test('functions without the data key read whether an account is verified, and lose nothing when they save its seller', async () => {
  await save(unchecked);
  const keyless = openTable({ engine: engine.engine, tableName: engine.tableName });
  const readyFor = () => listingReadiness({ ...deps, table: keyless })(seller.sellerId, ['api']);
  const missing = async () => (await readyFor()).map(({ code }) => code);
  expect(await missing()).toContain('settlement_account');
  const { changes } = await stepAt(
    sellerClock(deps),
    keyless,
    sellerEntity.keyOf(seller.sellerId),
    new Date('2027-01-30T00:00:00Z'),
  );
  expect(changes).toHaveLength(1);
  await keyless.commit(changes, {
    actor: { kind: 'system', name: 'clock' },
    now: tuesday,
    requestId: 'clock',
  });

  expect(await listed()).toHaveLength(1);
  expect(await open()).toMatchObject({ alipayAccount: unchecked });
  await decide('approved', 1);
  expect(await missing()).not.toContain('settlement_account');
});

test('an account that begins as sealed text does is kept and shown as any other', async () => {
  expect(await save('s1.boss@yunce.test', { accounts: noAccounts })).toMatchObject({
    alipayAccount: 's1.boss@yunce.test',
  });
  expect((await home()).settlementAccount).toMatchObject({ alipayAccount: 's1.boss@yunce.test' });
});

test('a seller without an account, and no seller, have nothing to look at or to decide', async () => {
  const notFound = { spec: { code: 'sellers.settlement_account_not_found', status: 404 } };
  await expect(open()).rejects.toMatchObject(notFound);
  await expect(open({ sellerId: 'sel_nobody' })).rejects.toMatchObject(notFound);
  await expect(decide('approved', 1)).rejects.toMatchObject(notFound);
});
