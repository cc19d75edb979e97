import { beforeAll, expect, test } from 'vitest';
import { identityContract } from '../../../shared/identity/contract.ts';
import { decideVerification } from '../../../shared/identity/decide-verification.ts';
import { listPendingVerifications } from '../../../shared/identity/list-pending-verifications.ts';
import { requestVerification } from '../../../shared/identity/request-verification.ts';
import { reviewVerification } from '../../../shared/identity/review-verification.ts';
import { defaultIdentityRules } from '../../../shared/identity/rules.ts';
import { sandboxVerifier } from '../../../shared/outside/verification/sandbox.ts';
import { buyerActor, operatorActor, run, sellerActor } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';

const claim = { kind: 'company' as const, legalName: '杭州云测科技有限公司', legalNumber: '91330106MA2B12345X' };

let engine: TestTable;
beforeAll(async () => {
  engine = await makeTable();
});

test('waits for an operator, leaves the list when decided, and is decided once', async () => {
  const { table } = engine;
  const deps = { table, verifier: sandboxVerifier, rules: defaultIdentityRules };
  await run(identityContract.requestVerification, requestVerification, deps, claim, { table, actor: buyerActor });
  const listed = () =>
    run(identityContract.listPendingVerifications, listPendingVerifications, deps, { limit: 20 }, { table, actor: operatorActor });
  expect((await listed()).items).toMatchObject([{ userId: 'usr_buyer', legalName: claim.legalName }]);
  const decision = { userId: 'usr_buyer', decision: 'confirmed' as const };
  const decide = () => run(identityContract.decideVerification, decideVerification, deps, decision, { table, actor: operatorActor });
  expect(await decide()).toMatchObject({ status: 'confirmed', legalNumber: '**************345X' });
  expect((await listed()).items).toEqual([]);
  await expect(decide()).rejects.toMatchObject({ spec: { code: 'identity.verification_decided' } });
});

test('keeps who, when, before and after of every decision, without the number', async () => {
  const { items } = await engine.table.query({ pk: 'verification#usr_buyer', prefix: 'event#' }, { limit: 10 });
  expect(items).toMatchObject([
    { name: 'verification.requested', by: 'user:usr_buyer' },
    { name: 'verification.confirmed', by: 'operator:usr_operator', before: { status: 'pending' }, after: { status: 'confirmed' } },
  ]);
  expect(JSON.stringify(items)).not.toContain('91330106');
});

test('an operator opens it with the number in full, and the look is kept; nobody else sees the number', async () => {
  const { table } = engine;
  const open = (userId: string) =>
    run(identityContract.reviewVerification, reviewVerification, { table }, { userId }, { table, actor: operatorActor });
  expect(await open('usr_buyer')).toMatchObject({ legalNumber: claim.legalNumber, legalName: claim.legalName });
  const { items } = await table.query({ pk: 'looks#verification#usr_buyer' }, { limit: 5 });
  expect(items).toMatchObject([{ name: 'verification.viewed', by: 'operator:usr_operator', data: { userId: 'usr_buyer' } }]);
  expect(JSON.stringify(items)).not.toContain('91330106');
  await expect(open('usr_nobody')).rejects.toMatchObject({ spec: { code: 'identity.verification_not_found' } });
});

test('a refused one may be asked for again, a confirmed one not', async () => {
  const { table } = engine;
  const deps = { table, verifier: sandboxVerifier, rules: defaultIdentityRules };
  const as = (actor: typeof buyerActor) => ({ table, actor });
  const ask = () => run(identityContract.requestVerification, requestVerification, deps, claim, as(sellerActor));
  const decide = (decision: 'confirmed' | 'refused') =>
    run(identityContract.decideVerification, decideVerification, deps, { userId: 'usr_seller', decision }, as(operatorActor));
  await ask();
  await expect(ask()).rejects.toMatchObject({ spec: { code: 'identity.verification_decided' } });
  expect(await decide('refused')).toMatchObject({ status: 'refused' });
  expect(await ask()).toMatchObject({ status: 'pending', decidedAt: undefined });
  await decide('confirmed');
  await expect(ask()).rejects.toMatchObject({ spec: { code: 'identity.verification_decided' } });
});
