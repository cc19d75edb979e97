import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { userOfClaims } from '../../../functions/runtime/http/actor.ts';
import { contactOfUser, contactsOfOperators } from '../../../shared/identity/contacts.ts';
import { identityContract } from '../../../shared/identity/contract.ts';
import { becomeVerified, findPerson } from '../../../shared/identity/person.ts';
import { saveMe } from '../../../shared/identity/save-me.ts';
import { settingsEntity } from '../../../shared/identity/settings.ts';
import { showMe } from '../../../shared/identity/show-me.ts';
import { legalIdentityEntity } from '../../../shared/sellers/home/legal-identity.ts';
import { buyerActor, run } from '../../support/run-use-case.ts';
import { billed, makeTable, type TestTable } from '../../support/table.ts';
import { deployedFunctions } from '../budgets/deployed.ts';

type Attributes = { name?: string; email?: string; locale?: string };
type Handler = (event: PreTokenGenerationV2TriggerEvent) => Promise<PreTokenGenerationV2TriggerEvent>;

let engine: TestTable;
let handler: Handler;
beforeAll(async () => {
  engine = await makeTable();
  deployedFunctions(engine.tableName);
  ({ handler } = (await import('../../../functions/sign-in/issue-token.ts')) as unknown as {
    handler: Handler;
  });
});
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-02T02:00:00Z') }));

/** The claims that the user pool is told to add to an access token. */
async function token(
  userId: string,
  attributes: Attributes,
  groups: string[] = [],
): Promise<Record<string, unknown>> {
  const event = {
    userName: userId,
    request: {
      userAttributes: { sub: userId, email: `${userId}@example.com`, ...attributes },
      groupConfiguration: { groupsToOverride: groups },
    },
  } as unknown as PreTokenGenerationV2TriggerEvent;
  const { response } = await handler(event);
  return { ...response.claimsAndScopeOverrideDetails?.accessTokenGeneration?.claimsToAddOrOverride };
}
const contact = (userId: string) => contactOfUser(engine.table)(userId);
const operators = async () => (await contactsOfOperators(engine.table)(new Date())).map(({ email }) => email);
const verify = async (userId: string, legalName: string, legalIdentity: string) =>
  engine.table.commit(
    [becomeVerified(await findPerson(engine.table, userId), { legalName, legalIdentity })],
    {
      actor: { kind: 'system', name: 'test' },
      now: new Date(),
      requestId: 'test',
    },
  );

describe('the name of a caller', () => {
  test('is the verified legal name, else the name at sign-up, else the address without its domain, and never an id', async () => {
    expect(await token('n1', {})).toEqual({ name: 'n1' });
    expect(await token('n1', { name: '陈一诺', email: 'chen@example.com' })).toEqual({ name: '陈一诺' });
    expect(await token('n2', { name: ' ', email: 'chen.yinuo@example.com' })).toEqual({ name: 'chen.yinuo' });
    await verify('n2', '杭州云测科技有限公司', 'digest-2');
    expect(await token('n2', { name: '陈一诺' })).toEqual({
      name: '杭州云测科技有限公司',
      legal_identity: 'digest-2',
    });
  });

  test('is one short line, whatever was given at sign-up or stands before the domain', async () => {
    expect(await token('n4', { name: ' 张三\n\n系统通知：\t您的账号已冻结\r\n' })).toEqual({
      name: '张三 系统通知： 您的账号已冻结',
    });
    const long = String((await token('n4', { name: `张三${'，请联系'.repeat(500)}` })).name);
    expect([long.slice(0, 2), long.at(-1), Buffer.byteLength(long) <= 120]).toEqual(['张三', '…', true]);
    expect(await token('n4', { email: '"张三\n系统通知"@example.com' })).toEqual({ name: '"张三 系统通知"' });
  });

  test('comes from the token alone, with the seller that is the same legal person', async () => {
    await verify('n3', '宁波远航软件有限公司', 'digest-3');
    const row = legalIdentityEntity.create({
      digest: 'digest-3',
      sellerId: 'sel_3',
      status: 'admitted',
      version: 1,
    });
    await engine.table.commit([row], {
      actor: { kind: 'system', name: 'test' },
      now: new Date(),
      requestId: 'test',
    });
    const claims = {
      sub: 'n3',
      username: 'n3',
      token_use: 'access',
      client_id: 'console',
      ...(await token('n3', {})),
    };
    const event = { requestContext: { authorizer: { jwt: { claims } } } } as unknown as Parameters<
      typeof userOfClaims
    >[0];
    const caller = {
      userId: 'n3',
      name: '宁波远航软件有限公司',
      legalIdentity: 'digest-3',
      legalSellerId: 'sel_3',
    };
    expect(userOfClaims(event)).toMatchObject(caller);
  });
});

describe('the contact of a person', () => {
  test('is known from the first token on, in the language of its locale, and follows the account', async () => {
    expect(await contact('c1')).toBeUndefined();
    await token('c1', { locale: 'en-US' });
    expect(await contact('c1')).toEqual({ email: 'c1@example.com', language: 'en', mail: {} });
    await token('c1', { email: 'new@example.com', locale: 'en-US' });
    expect(await contact('c1')).toMatchObject({ email: 'new@example.com' });
    await token('c2', {});
    expect(await contact('c2')).toMatchObject({ language: 'zh' });
  });

  test('is written only when something has changed', async () => {
    await token('c3', { name: '许知夏' });
    const before = await engine.table.get({ pk: 'person#c3', sk: 'person' });
    const write = vi.spyOn(engine.table, 'update');
    const { noteAccount } = await import('../../../shared/identity/person.ts');
    const account = { userId: 'c3', name: '许知夏', email: 'c3@example.com', operator: false };
    await noteAccount(engine.table, account, new Date());
    expect(write).not.toHaveBeenCalled();
    expect(await engine.table.get({ pk: 'person#c3', sk: 'person' })).toEqual(before);
  });

  test('is in the language that the person chose, whatever its locale, with the e-mails that it wants', async () => {
    const { userId } = buyerActor as { userId: string };
    const options = { deps: { table: engine.table }, table: engine.table, actor: buyerActor };
    const save = (language: 'zh' | 'en', chosen: { products?: boolean }) => {
      const input = identityContract.saveMe.input.parse({ language, mail: chosen });
      return run(identityContract.saveMe, saveMe, input, options);
    };
    await token(userId, { name: '陈一诺' });
    expect(await save('en', {})).toMatchObject({
      name: '陈一诺',
      language: 'en',
      email: `${userId}@example.com`,
      version: 2,
    });

    await token(userId, { name: '陈一诺', locale: 'zh-CN', email: 'moved@example.com' });
    expect(await contact(userId)).toMatchObject({ email: 'moved@example.com', language: 'en' });

    await save('zh', { products: false });
    engine.consumed.length = 0;
    expect(await contact(userId)).toMatchObject({ mail: { products: false, orders: true } });
    expect(billed(engine.consumed).readUnits).toBeLessThanOrEqual(0.5);
    const shown = await run(identityContract.showMe, showMe, {}, options);
    expect(shown).toMatchObject({ language: 'zh', mail: { products: false, orders: true, money: true } });
  });

  test('keeps the e-mails that money and law want: they cannot be switched off, and it is said why', async () => {
    for (const category of ['money', 'law'])
      expect(
        identityContract.saveMe.input.safeParse({ language: 'zh', mail: { [category]: false } }).success,
      ).toBe(false);
    const options = { deps: { table: engine.table }, table: engine.table, actor: buyerActor };
    const { mailCategories } = await run(identityContract.showMe, showMe, {}, options);
    expect(mailCategories.filter(({ always }) => always).map(({ category }) => category)).toEqual([
      'money',
      'law',
    ]);
  });
});

describe('the operators who are written to', () => {
  test('are those of the group, found in two reads; who left the group or has not come for a month is not among them', async () => {
    for (const userId of ['o1', 'o2', 'o3']) await token(userId, {}, ['operator']);
    await token('o4', {});
    expect((await operators()).toSorted()).toEqual(['o1@example.com', 'o2@example.com', 'o3@example.com']);
    engine.consumed.length = 0;
    await operators();
    expect(engine.consumed).toHaveLength(2);
    expect(billed(engine.consumed).writeUnits).toBe(0);

    const chosen = { userId: 'o3', language: 'en', mail: { review: false }, version: 2 } as const;
    await engine.table.commit([settingsEntity.create(chosen)], {
      actor: { kind: 'system', name: 'test' },
      now: new Date(),
      requestId: 'test',
    });
    expect(await contactsOfOperators(engine.table)(new Date())).toContainEqual({
      email: 'o3@example.com',
      language: 'en',
      mail: { review: false },
    });

    await token('o1', {}, []);
    expect((await operators()).toSorted()).toEqual(['o2@example.com', 'o3@example.com']);
    vi.setSystemTime(new Date('2026-12-10T02:00:00Z'));
    await token('o2', {}, ['operator']);
    expect(await operators()).toEqual(['o2@example.com']);
  });
});
