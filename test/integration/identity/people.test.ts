import { beforeEach, describe, expect, test } from 'vitest';
import { placeOf } from '../../../functions/runtime/places.ts';
import { historyContract } from '../../../shared/history/contract.ts';
import { showHistory } from '../../../shared/history/show-history.ts';
import { identityContract } from '../../../shared/identity/contract.ts';
import { listPeople } from '../../../shared/identity/people/list-people.ts';
import { type Account, becomeVerified, findPerson, noteAccount } from '../../../shared/identity/person.ts';
import { saveMe } from '../../../shared/identity/save-me.ts';
import type { Actor } from '../../../shared/kernel/actor.ts';
import type { Input } from '../../../shared/kernel/contract.ts';
import { operatorActor, run } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';

let engine: TestTable;
beforeEach(async () => {
  engine = await makeTable();
});

const at = (minute: number) => new Date(Date.UTC(2026, 10, 2, 2, minute));
const signIn = (userId: string, minute: number, account: Partial<Account> = {}) =>
  noteAccount(
    engine.table,
    { userId, email: `${userId}@example.com`, operator: false, ...account },
    at(minute),
  );
const verify = async (userId: string, legalName: string) =>
  engine.table.commit(
    [becomeVerified(await findPerson(engine.table, userId), { legalName, legalIdentity: `legal-${userId}` })],
    { actor: { kind: 'system', name: 'test' }, now: at(50), requestId: 'test' },
  );
const speak = (userId: string, language: 'zh' | 'en') => {
  const actor: Actor = { kind: 'user', userId, name: userId, operator: false };
  const input = identityContract.saveMe.input.parse({ language });
  return run(identityContract.saveMe, saveMe, input, {
    deps: { table: engine.table },
    table: engine.table,
    actor,
  });
};

type Asking = Partial<Input<typeof identityContract.listPeople>>;
let looks = 0;
const list = async (input: Asking = {}) => {
  const { table } = engine;
  const asked = { limit: 20, ...input };
  looks += 1;
  const options = { deps: { table }, table, actor: operatorActor, now: at(100 + looks) };
  return (await run(identityContract.listPeople, listPeople, asked, options)).items;
};
const idsOf = async (input: Asking) => (await list(input)).map(({ userId }) => userId);

describe('the list of people', () => {
  test('has everybody who has signed in, the latest to come first, each where its first token put it', async () => {
    await signIn('usr_a', 1, { name: '陈一诺' });
    await signIn('usr_b', 2, { name: ' Ann\n Smith ', locale: 'en-GB', operator: true });
    await signIn('usr_a', 3, { name: '陈一诺', email: 'moved@example.com' });

    expect(await list()).toEqual([
      {
        ...{ userId: 'usr_b', name: 'Ann Smith', verified: false, operator: true, language: 'en' },
        createdAt: at(2).toISOString(),
      },
      {
        ...{ userId: 'usr_a', name: '陈一诺', verified: false, operator: false, language: 'zh' },
        createdAt: at(1).toISOString(),
      },
    ]);
  });

  test('follows the account, the verification and the choice of a language, each of which writes its own part', async () => {
    await signIn('usr_a', 1, { name: '陈一诺', operator: true });
    await speak('usr_a', 'en');
    await verify('usr_a', '杭州云测科技有限公司');
    await signIn('usr_a', 2, { name: '陈一' });

    expect(await list()).toMatchObject([
      { name: '杭州云测科技有限公司', verified: true, operator: false, language: 'en' },
    ]);
  });

  test('tells who was verified before the first token', async () => {
    await verify('usr_a', '杭州云测科技有限公司');
    expect(await list()).toEqual([]);

    await signIn('usr_a', 1, { name: '陈一诺' });
    expect(await list()).toMatchObject([{ name: '杭州云测科技有限公司', verified: true }]);
  });

  test('keeps no address: where no name was given there is none, not even what stands before the domain', async () => {
    await signIn('usr_a', 1, { name: '\u200b', email: 'chen.yinuo@example.com' });

    const [row] = await list();
    expect(row).not.toHaveProperty('name', expect.anything());
    const { items } = await engine.table.query({ index: 'list2', pk: 'people' }, { limit: 5 });
    expect(items).toHaveLength(1);
    expect(JSON.stringify(items)).not.toContain('chen.yinuo');
  });
});

describe('the search among people', () => {
  test.each<[string, Asking, readonly string[]]>([
    ['a word of a name', { q: '云测' }, ['usr_b']],
    ['an id', { q: 'usr_c' }, ['usr_c']],
    ['an address, which is not searched', { q: 'example.com' }, []],
    ['who is verified', { verified: true }, ['usr_b']],
    ['who is not', { verified: false }, ['usr_c', 'usr_a']],
    ['operators', { operator: true }, ['usr_c']],
    ['a language', { language: 'en' }, ['usr_a']],
    ['a time', { createdFrom: at(1).toISOString(), createdTo: at(3).toISOString() }, ['usr_b', 'usr_a']],
    ['nothing, the oldest first', { sort: 'oldest' }, ['usr_a', 'usr_b', 'usr_c']],
  ])('is narrowed by %s', async (_what, filter, expected) => {
    await signIn('usr_a', 1, { name: 'Ann', locale: 'en' });
    await signIn('usr_b', 2, { name: '陈一诺' });
    await verify('usr_b', '杭州云测科技有限公司');
    await signIn('usr_c', 3, { name: '许知夏', operator: true });

    expect(await idsOf(filter)).toEqual(expected);
  });

  test('leaves a look behind, without what was searched for', async () => {
    await list({ q: '陈一诺' });

    const { table } = engine;
    const options = { deps: { table, placeOf }, table, actor: operatorActor };
    const asked = { about: 'people', of: 'looks', limit: 5 } as const;
    const { items } = await run(historyContract.showHistory, showHistory, asked, options);
    expect(items).toMatchObject([{ name: 'person.listed', by: 'operator:usr_operator' }]);
    expect(JSON.stringify(items)).not.toContain('陈一诺');
  });

  test('takes yes and no as a query says them, and nothing else', () => {
    const { input } = identityContract.listPeople;
    expect(input.parse({ verified: 'false', operator: 'true' })).toMatchObject({
      verified: false,
      operator: true,
    });
    expect(input.safeParse({ verified: 'perhaps' }).success).toBe(false);
  });
});
