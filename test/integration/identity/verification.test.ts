import { beforeEach, describe, expect, test } from 'vitest';
import { legalIdentityOf } from '../../../shared/china/legal-identity.ts';
import { identityContract } from '../../../shared/identity/contract.ts';
import { decideVerification } from '../../../shared/identity/decide-verification.ts';
import { listPendingVerifications } from '../../../shared/identity/list-pending-verifications.ts';
import { findPerson } from '../../../shared/identity/person.ts';
import { requestVerification } from '../../../shared/identity/request-verification.ts';
import { reviewVerification } from '../../../shared/identity/review-verification.ts';
import { defaultIdentityRules } from '../../../shared/identity/rules.ts';
import { withdrawVerification } from '../../../shared/identity/withdraw-verification.ts';
import type { Input } from '../../../shared/kernel/contract.ts';
import { sandboxVerifier } from '../../../shared/outside/verification/sandbox.ts';
import { repeated } from '../../support/repeated.ts';
import { buyerActor, operatorActor, run } from '../../support/run-use-case.ts';
import { makeTable, type TestTable, testSealer } from '../../support/table.ts';

const claim = {
  kind: 'company' as const,
  legalName: '杭州云测科技有限公司',
  legalNumber: '91330106MA2B12345X',
};

let engine: TestTable;
beforeEach(async () => {
  engine = await makeTable();
});

const legalIdentity = legalIdentityOf(testSealer);
const deps = () => ({
  table: engine.table,
  verifier: sandboxVerifier,
  rules: defaultIdentityRules,
  legalIdentityOf: legalIdentity,
});
const asBuyer = () => ({ table: engine.table, actor: buyerActor });
const asOperator = () => ({ table: engine.table, actor: operatorActor });

const ask = (given: Input<typeof identityContract.requestVerification> = claim) =>
  run(identityContract.requestVerification, requestVerification, deps(), given, asBuyer());
const withdraw = () =>
  run(identityContract.withdrawVerification, withdrawVerification, deps(), {}, asBuyer());
const listed = () =>
  run(
    identityContract.listPendingVerifications,
    listPendingVerifications,
    deps(),
    { limit: 20 },
    asOperator(),
  );
const open = (userId = 'usr_buyer') =>
  run(identityContract.reviewVerification, reviewVerification, deps(), { userId }, asOperator());
const decide = (decision: 'confirmed' | 'refused', version: number, reason?: string) =>
  run(
    identityContract.decideVerification,
    decideVerification,
    deps(),
    { userId: 'usr_buyer', version, decision, reason },
    asOperator(),
  );
const eventsOf = async (pk: string) =>
  (await engine.table.query({ pk, prefix: 'event#' }, { limit: 10 })).items;

describe('a verification', () => {
  test('waits for an operator, leaves the list when decided, and is decided once', async () => {
    const { version } = await ask();
    expect((await listed()).items).toMatchObject([{ userId: 'usr_buyer', legalName: claim.legalName }]);
    expect(await decide('confirmed', version)).toMatchObject({
      status: 'confirmed',
      legalNumber: '**************345X',
    });
    expect((await listed()).items).toEqual([]);
    await expect(decide('confirmed', version + 1)).rejects.toMatchObject({
      spec: { code: 'identity.verification_not_pending' },
    });
    await expect(ask()).rejects.toMatchObject({ spec: { code: 'identity.already_verified' } });
  });

  test('may be corrected while it waits; an operator who saw the mistake cannot decide on the correction', async () => {
    const mistaken = await ask({ ...claim, legalName: '杭州云侧科技有限公司' });
    expect(await ask()).toMatchObject({ status: 'pending', legalName: claim.legalName });
    expect((await listed()).items).toMatchObject([{ legalName: claim.legalName }]);
    await expect(decide('confirmed', mistaken.version)).rejects.toMatchObject({
      spec: { code: 'identity.verification_changed' },
    });
    expect(await decide('confirmed', (await open()).version)).toMatchObject({ legalName: claim.legalName });
  });

  test('may be withdrawn while it waits, and asked for again; withdrawing twice changes nothing', async () => {
    const { version } = await ask();
    expect(await repeated(engine, withdraw)).toMatchObject({ status: 'withdrawn' });
    expect((await listed()).items).toEqual([]);
    await expect(decide('confirmed', version + 1)).rejects.toMatchObject({
      spec: { code: 'identity.verification_not_pending' },
    });
    expect(await ask()).toMatchObject({ status: 'pending' });
  });

  test('that is refused says why, to the applicant and in the event, until it is asked for again', async () => {
    const { version } = await ask();
    const reason = '名称与营业执照不一致';
    expect(await decide('refused', version, reason)).toMatchObject({ status: 'refused', reason });
    const [last] = (await eventsOf('verification#usr_buyer')).toReversed();
    expect(last).toMatchObject({ name: 'verification.refused', data: { userId: 'usr_buyer', reason } });
    expect(await ask()).toMatchObject({ status: 'pending', reason: undefined, decidedAt: undefined });
  });

  test('cannot be refused without a reason', () => {
    const refusal = { userId: 'usr_buyer', version: 1, decision: 'refused' };
    const { error } = identityContract.decideVerification.input.safeParse(refusal);
    expect(error?.issues).toMatchObject([{ path: ['reason'] }]);
    expect(
      identityContract.decideVerification.input.safeParse({ ...refusal, reason: '名称不一致' }).success,
    ).toBe(true);
  });

  test('gives the person its legal name in the transaction that confirms it', async () => {
    const { version } = await ask();
    expect(await findPerson(engine.table, 'usr_buyer')).toEqual({ userId: 'usr_buyer' });
    await decide('confirmed', version);
    expect(await findPerson(engine.table, 'usr_buyer')).toMatchObject({
      legalName: claim.legalName,
      legalIdentity: deps().legalIdentityOf(claim.kind, claim.legalNumber),
    });
  });
});

describe('the number of a verification', () => {
  test('is in no row in clear: neither in the verification, nor in events', async () => {
    const { version } = await ask();
    await decide('confirmed', version);
    const { items } = await engine.table.query({ pk: 'verification#usr_buyer' }, { limit: 10 });
    expect(items.map(({ type }) => type)).toEqual(['event', 'event', 'verification']);
    expect(JSON.stringify(items)).not.toContain(claim.legalNumber);
  });

  test('is shown in full to an operator who opens it, and the look is kept; nobody else sees it', async () => {
    expect((await ask()).legalNumber).toBe('**************345X');
    expect(await open()).toMatchObject({ legalNumber: claim.legalNumber, legalName: claim.legalName });
    expect(await eventsOf('looks#verification#usr_buyer')).toMatchObject([
      { name: 'verification.viewed', by: 'operator:usr_operator', data: { userId: 'usr_buyer' } },
    ]);
    await expect(open('usr_nobody')).rejects.toMatchObject({
      spec: { code: 'identity.verification_not_found' },
    });
  });
});
