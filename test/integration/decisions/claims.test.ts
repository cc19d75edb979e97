import { beforeEach, describe, expect, test } from 'vitest';
import { aboutOf } from '../../../shared/cases/case.ts';
import { claimCase } from '../../../shared/cases/claim-case.ts';
import { casesContract } from '../../../shared/cases/contract.ts';
import { caseKinds } from '../../../shared/cases/published.ts';
import { releaseCase } from '../../../shared/cases/release-case.ts';
import { defaultCaseRules } from '../../../shared/cases/rules.ts';
import { productCase } from '../../../shared/catalogue/review/product-case.ts';
import { legalIdentityOf } from '../../../shared/china/legal-identity.ts';
import { verificationCase } from '../../../shared/identity/verification-case.ts';
import type { UserActor } from '../../../shared/kernel/actor.ts';
import { applicationCase } from '../../../shared/sellers/review/application-case.ts';
import { settlementAccountCase } from '../../../shared/sellers/review/settlement-account-case.ts';
import { repeated } from '../../support/repeated.ts';
import { operatorActor, run } from '../../support/run-use-case.ts';
import { makeTable, type TestTable, testSealer } from '../../support/table.ts';
import { waitingCases } from '../../support/things/cases.ts';
import { type Matter, matters } from './matters.ts';

const now = new Date('2026-11-02T02:00:00Z');
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const lapsed = minutesLater(defaultCaseRules.claimMinutes + 1);

const lin = { ...operatorActor, userId: 'usr_lin', name: '林' } as UserActor;
const chen = { ...operatorActor, userId: 'usr_chen', name: '陈' } as UserActor;
const claimedBy = (name: string) => ({
  spec: { code: 'cases.claimed', status: 409 },
  extras: { params: { name } },
});

let engine: TestTable;
beforeEach(async () => {
  engine = await makeTable();
});

const deps = () => ({
  table: engine.table,
  rules: defaultCaseRules,
  kinds: {
    application: applicationCase(legalIdentityOf(testSealer)),
    verification: verificationCase,
    settlement_account: settlementAccountCase,
    product_version: productCase,
  },
});
const as = (actor: UserActor, at = now) => ({ table: engine.table, actor, now: at });
const claim = (caseId: string, actor: UserActor, at?: Date) =>
  run(casesContract.claimCase, claimCase, { caseId }, { deps: deps(), ...as(actor, at) });
const release = (caseId: string, actor: UserActor, at?: Date) =>
  run(casesContract.releaseCase, releaseCase, { caseId }, { deps: deps(), ...as(actor, at) });

/** The case that waits, and how it is decided. */
async function waiting(decision: string): Promise<Matter & { readonly caseId: string }> {
  const make = matters[decision];
  if (!make) throw new Error('no such decision');
  const matter = await make(engine);
  const [one] = await waitingCases(engine.table, { now });
  return { ...matter, caseId: one?.caseId ?? '' };
}

test('every kind of case is tried here', async () => {
  const kinds: string[] = [];
  for (const decision of Object.keys(matters)) {
    engine = await makeTable();
    kinds.push(aboutOf((await waiting(decision)).caseId).kind);
  }
  expect(kinds.toSorted()).toEqual(Object.keys(caseKinds).toSorted());
});

describe.each(Object.keys(matters))('a case that %s ends', (decision) => {
  test('is decided by nobody but its claimant, until the claim lapses or is given back', async () => {
    const { caseId, decide } = await waiting(decision);
    expect(await claim(caseId, lin)).toMatchObject({
      claim: { by: 'usr_lin', name: '林', until: minutesLater(defaultCaseRules.claimMinutes).toISOString() },
    });

    await expect(decide(chen, now)).rejects.toMatchObject(claimedBy('林'));
    await expect(claim(caseId, chen)).rejects.toMatchObject(claimedBy('林'));
    await expect(release(caseId, chen)).rejects.toMatchObject(claimedBy('林'));
    await repeated(engine, () => release(caseId, lin));
    await claim(caseId, chen);
    await expect(decide(lin, now)).rejects.toMatchObject(claimedBy('陈'));
    await decide(lin, lapsed);
  });

  test('is decided by its claimant, and without a claim by anybody; then it leaves the queue and is claimed no more', async () => {
    const { caseId, decide } = await waiting(decision);
    await claim(caseId, lin);
    await decide(lin, now);

    expect(await waitingCases(engine.table, { now })).toEqual([]);
    await expect(claim(caseId, lin)).rejects.toMatchObject({
      spec: { code: expect.stringMatching(/^cases\.not_(open|found)$/) },
    });
  });

  test('is claimed by nobody who is involved', async () => {
    const { caseId, involved } = await waiting(decision);
    for (const [who, them] of Object.entries(involved))
      await expect(claim(caseId, { ...lin, ...them }), who).rejects.toMatchObject({
        spec: { code: 'request.involved' },
      });
  });
});

test('of operators who claim at one moment one gets the case', async () => {
  const { caseId } = await waiting('decideReview');
  const outcomes = await Promise.allSettled([lin, chen, lin, chen].map((actor) => claim(caseId, actor)));
  const [{ claim: kept } = {}] = await waitingCases(engine.table, { now });
  const got = outcomes.filter(({ status }) => status === 'fulfilled');
  expect(got.length).toBeGreaterThan(0);
  for (const one of got) expect(one).toMatchObject({ value: { claim: { by: kept?.by } } });
});

test('a claim and a decision of another at one moment: the decision stands, or it is refused; never both', async () => {
  const { caseId, decide } = await waiting('decideVerification');
  const [claimed, decided] = await Promise.allSettled([claim(caseId, lin), decide(chen, now)]);
  expect([claimed.status, decided.status].toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('the queue shows whose a case is, and finds it by kind, by claim and by being overdue', async () => {
  const { caseId } = await waiting('decideReview');
  const find = async (asking: object, at = now) =>
    (await waitingCases(engine.table, { ...asking, now: at, actor: lin })).length;
  expect([await find({ claimed: 'nobody' }), await find({ claimed: 'me' })]).toEqual([1, 0]);

  await claim(caseId, lin);
  expect([await find({ claimed: 'nobody' }), await find({ claimed: 'me' })]).toEqual([0, 1]);
  expect(await find({ claimed: 'others' })).toBe(0);
  expect(await find({ claimed: 'nobody' }, lapsed)).toBe(1);
  expect([await find({ kind: 'product_version' }), await find({ kind: 'application' })]).toEqual([1, 0]);
  const later = new Date('2026-11-30T02:00:00Z');
  expect([await find({ overdue: 'true' }), await find({ overdue: 'true' }, later)]).toEqual([0, 1]);
});

test('what no case is about is not found', async () => {
  for (const caseId of ['cas_application.app_nothing', 'cas_nothing.app_1', 'cas_constructor.app_1'])
    await expect(claim(caseId, lin), caseId).rejects.toMatchObject({ spec: { code: 'cases.not_found' } });
});
