import { beforeEach, describe, expect, test } from 'vitest';
import { legalIdentityOf } from '../../../shared/china/legal-identity.ts';
import { identityContract } from '../../../shared/identity/contract.ts';
import { decideVerification } from '../../../shared/identity/decide-verification.ts';
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
import { waitingCases } from '../../support/things/cases.ts';

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
  run(identityContract.requestVerification, requestVerification, given, { deps: deps(), ...asBuyer() });
const withdraw = () =>
  run(identityContract.withdrawVerification, withdrawVerification, {}, { deps: deps(), ...asBuyer() });
const listed = () => waitingCases(engine.table);
const open = (userId = 'usr_buyer') =>
  run(identityContract.reviewVerification, reviewVerification, { userId }, { deps: deps(), ...asOperator() });
const decide = (decision: 'approved' | 'rejected', version: number, reason?: string) =>
  run(
    identityContract.decideVerification,
    decideVerification,
    { userId: 'usr_buyer', version, decision, reason, comments: [] },
    { deps: deps(), ...asOperator() },
  );
const eventsOf = async (pk: string) =>
  (await engine.table.query({ pk, prefix: 'event#' }, { limit: 10 })).items;

describe('a verification', () => {
  test('waits for an operator, leaves the list when decided, and is decided once', async () => {
    const { version } = await ask();
    expect(await listed()).toMatchObject([
      {
        kind: 'verification',
        aboutId: 'usr_buyer',
        title: claim.legalName,
        dueAt: '2026-11-03T02:00:00.000Z',
      },
    ]);
    expect(await decide('approved', version)).toMatchObject({
      status: 'confirmed',
      legalNumber: '**************345X',
    });
    expect(await listed()).toEqual([]);
    await expect(decide('approved', version + 1)).rejects.toMatchObject({
      spec: { code: 'cases.not_open' },
    });
    await expect(ask()).rejects.toMatchObject({ spec: { code: 'identity.already_verified' } });
  });

  test('may be corrected while it waits; an operator who saw the mistake cannot decide on the correction', async () => {
    const mistaken = await ask({ ...claim, legalName: '杭州云侧科技有限公司' });
    expect(await ask()).toMatchObject({ status: 'pending', legalName: claim.legalName });
    expect(await listed()).toMatchObject([{ title: claim.legalName }]);
    await expect(decide('approved', mistaken.version)).rejects.toMatchObject({
      spec: { code: 'cases.changed' },
    });
    expect(await decide('approved', (await open()).version)).toMatchObject({ legalName: claim.legalName });
  });

  test('may be withdrawn while it waits, and asked for again; withdrawing twice changes nothing', async () => {
    const { version } = await ask();
    expect(await repeated(engine, withdraw)).toMatchObject({ status: 'withdrawn' });
    expect(await listed()).toEqual([]);
    await expect(decide('approved', version + 1)).rejects.toMatchObject({
      spec: { code: 'cases.not_open' },
    });
    expect(await ask()).toMatchObject({ status: 'pending' });
  });
});

describe('a decided verification', () => {
  test('that is refused says why, to the applicant and in the event, until it is asked for again', async () => {
    const { version } = await ask();
    const reason = '名称与营业执照不一致';
    expect(await decide('rejected', version, reason)).toMatchObject({
      status: 'refused',
      review: { outcome: { reason } },
    });
    const [last] = (await eventsOf('verification#usr_buyer')).toReversed();
    expect(last).toMatchObject({ name: 'verification.refused', data: { userId: 'usr_buyer', reason } });
    expect(await ask()).toMatchObject({
      status: 'pending',
      review: { outcome: undefined, last: { decision: 'rejected', reason } },
    });
  });

  test('cannot be refused without a reason', async () => {
    const { version } = await ask();
    await expect(decide('rejected', version)).rejects.toMatchObject({
      extras: { fields: [{ pointer: '/reason', code: 'required' }] },
    });
  });

  test('gives the person its legal name in the transaction that confirms it', async () => {
    const { version } = await ask();
    expect(await findPerson(engine.table, 'usr_buyer')).toEqual({ userId: 'usr_buyer' });
    await decide('approved', version);
    expect(await findPerson(engine.table, 'usr_buyer')).toMatchObject({
      legalName: claim.legalName,
      legalIdentity: deps().legalIdentityOf(claim.kind, claim.legalNumber),
    });
  });
});

describe('the number of a verification', () => {
  test('is in no row in clear: neither in the verification, nor in events', async () => {
    const { version } = await ask();
    await decide('approved', version);
    const { items } = await engine.table.query({ pk: 'verification#usr_buyer' }, { limit: 10 });
    expect(items.map(({ type }) => type)).toEqual(['event', 'event', 'verification']);
    expect(JSON.stringify(items)).not.toContain(claim.legalNumber);
  });

  test('is shown in full to an operator who opens it, and the look is kept; nobody else sees it', async () => {
    expect((await ask()).legalNumber).toBe('**************345X');
    expect(await open()).toMatchObject({ legalNumber: claim.legalNumber, legalName: claim.legalName });
    expect(await eventsOf('looks#usr_buyer')).toMatchObject([
      { name: 'verification.viewed', by: 'operator:usr_operator', data: { userId: 'usr_buyer' } },
    ]);
    await expect(open('usr_nobody')).rejects.toMatchObject({
      spec: { code: 'identity.verification_not_found' },
    });
  });
});
