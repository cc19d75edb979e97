import { beforeEach, describe, expect, test } from 'vitest';
import { listApplications } from '../../../shared/sellers/admission/list-applications.ts';
import { saveMarkets } from '../../../shared/sellers/admission/save-markets.ts';
import { saveContact } from '../../../shared/sellers/admission/save-part.ts';
import { sellersContract } from '../../../shared/sellers/contract.ts';
import { sellerOfUser } from '../../../shared/sellers/home/membership.ts';
import { sellerEntity } from '../../../shared/sellers/home/seller.ts';
import { listDecidedApplications } from '../../../shared/sellers/review/list-decided-applications.ts';
import { reviewApplication } from '../../../shared/sellers/review/review-application.ts';
import { operatorActor, run } from '../../support/run-use-case.ts';
import { billed, makeTable, type TestTable } from '../../support/table.ts';
import { waitingCases } from '../../support/things/cases.ts';
import { applicantActor, company, decide, depsOf, draft, monday, refusal, submit } from './fixture.ts';

let engine: TestTable;
let deps: ReturnType<typeof depsOf>;
beforeEach(async () => {
  engine = await makeTable();
  deps = depsOf(engine);
});

const otherActor = { ...applicantActor, userId: 'usr_seller2' };
const waiting = (now = monday) => waitingCases(engine.table, { kind: 'application', now });
const decidedList = (status: 'approved' | 'rejected') =>
  run(
    sellersContract.listDecidedApplications,
    listDecidedApplications,
    { limit: 20, status },
    { deps, table: engine.table, actor: operatorActor },
  );

describe('reviewing', () => {
  test('waits in the order of due times, is marked when overdue, and leaves the list when decided', async () => {
    const first = await draft(engine, deps);
    const { dueAt, review } = await submit(engine, deps, first);
    expect({ dueAt, overdue: review?.overdue }).toEqual({
      dueAt: '2026-11-03T02:00:00.000Z',
      overdue: false,
    });
    const second = await draft(engine, deps, {}, otherActor);
    await submit(engine, deps, second, { actor: otherActor, now: new Date('2026-11-01T02:00:00Z') });
    const items = await waiting(new Date('2026-11-02T12:00:00Z'));
    expect(items.map(({ aboutId, overdue: late }) => [aboutId, late])).toEqual([
      [second, true],
      [first, false],
    ]);
    const { version } = await run(
      sellersContract.reviewApplication,
      reviewApplication,
      { applicationId: first },
      { deps, table: engine.table, actor: operatorActor },
    );
    const decided = await decide(engine, deps, first, { version, decision: 'approved' });
    expect(decided).toMatchObject({
      status: 'approved',
      dueAt,
      sellerId: expect.stringMatching(/^sel_/),
    });
    expect((await waiting()).map(({ aboutId }) => aboutId)).toEqual([second]);
    expect((await decidedList('approved')).items).toMatchObject([
      { applicationId: first, status: 'approved' },
    ]);
  });

  test('approving makes the seller, its membership and the deposit it owes in one step', async () => {
    const applicationId = await draft(engine, deps);
    const { version } = await submit(engine, deps, applicationId);
    const { sellerId = '' } = await decide(engine, deps, applicationId, { version, decision: 'approved' });
    expect(await sellerOfUser(engine.table)('usr_seller')).toBe(sellerId);
    expect(await sellerEntity.get(engine.table, sellerId)).toMatchObject({
      ownerUserId: 'usr_seller',
      markets: ['api'],
      legalName: company.legalName,
      depositRequiredFen: 200_000,
    });
    const { items } = await engine.table.query(
      { pk: applicationId, prefix: 'event#', descending: true },
      { limit: 1 },
    );
    expect(items[0]).toMatchObject({
      name: 'application.approved',
      by: 'operator:usr_operator',
      data: {
        userId: 'usr_seller',
        sellerId,
        depositRequiredFen: 200_000,
        marketNames: { zh: 'API 集市', en: 'the API market' },
      },
      before: { status: 'submitted' },
      after: { status: 'approved' },
    });
  });
});

describe('the outcome of reviewing', () => {
  test('of the same legal identity only one becomes a seller', async () => {
    const [mine, theirs] = [await draft(engine, deps), await draft(engine, deps, {}, otherActor)];
    const [a, b] = [
      await submit(engine, deps, mine),
      await submit(engine, deps, theirs, { actor: otherActor }),
    ];
    const outcomes = await Promise.allSettled([
      decide(engine, deps, mine, { version: a.version, decision: 'approved' }),
      decide(engine, deps, theirs, { version: b.version, decision: 'approved' }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(lost?.reason).toMatchObject({ spec: { code: 'sellers.legal_identity_taken' } });
    const late = await draft(engine, deps, {}, { ...applicantActor, userId: 'usr_third' });
    await expect(
      submit(engine, deps, late, { actor: { ...applicantActor, userId: 'usr_third' } }),
    ).rejects.toMatchObject({
      spec: { code: 'sellers.legal_identity_taken' },
    });
  });

  test('a rejected application may be for other markets, whose conditions then count', async () => {
    const applicationId = await draft(engine, deps);
    const { version } = await submit(engine, deps, applicationId);
    await decide(engine, deps, applicationId, {
      version,
      decision: 'rejected',
      comments: [{ pointer: '/markets', text: '请申请服务集市' }],
    });
    const input = { applicationId, markets: ['service' as const, 'service' as const], consignment: true };
    const options = { table: engine.table, actor: applicantActor, now: monday };
    const saved = await run(sellersContract.saveMarkets, saveMarkets, input, { deps, ...options });
    expect(saved).toMatchObject({ markets: ['service'], consignment: true });
    const { extras } = await refusal(submit(engine, deps, applicationId));
    expect(extras.fields.map(({ code }) => code).toSorted()).toEqual([
      'agreement_missing',
      'condition_experience',
      'condition_platform_cloud',
      'condition_staff',
    ]);
  });
});

describe('the words of reviewing', () => {
  test('rejecting needs a reason; the comments stay visible through the next submission', async () => {
    const applicationId = await draft(engine, deps);
    const { version } = await submit(engine, deps, applicationId);
    const { extras } = await refusal(decide(engine, deps, applicationId, { version, decision: 'rejected' }));
    expect(extras.fields).toMatchObject([{ pointer: '/reason', code: 'required' }]);
    const comments = [{ pointer: '/contact/email', text: '请填写公司邮箱' }];
    await decide(engine, deps, applicationId, { version, decision: 'rejected', comments });
    await run(
      sellersContract.saveContact,
      saveContact,
      { applicationId, name: '王芳', mobile: '13800138000', email: 'new@yunce.cn' },
      { deps, table: engine.table, actor: applicantActor },
    );
    expect(await submit(engine, deps, applicationId)).toMatchObject({ status: 'submitted', comments });
  });

  test('refuses a decision on a version that was not seen', async () => {
    const applicationId = await draft(engine, deps);
    const { version } = await submit(engine, deps, applicationId);
    await expect(
      decide(engine, deps, applicationId, { version: version - 1, decision: 'approved' }),
    ).rejects.toMatchObject({
      spec: { code: 'cases.changed' },
    });
  });

  test("records an operator's look, and hides drafts", async () => {
    const applicationId = await draft(engine, deps);
    const look = () =>
      run(
        sellersContract.reviewApplication,
        reviewApplication,
        { applicationId },
        { deps, table: engine.table, actor: operatorActor },
      );
    await expect(look()).rejects.toMatchObject({ spec: { code: 'sellers.application_not_found' } });
    await submit(engine, deps, applicationId);
    await look();
    const { items } = await engine.table.query({ pk: `looks#${applicationId}` }, { limit: 5 });
    expect(items).toMatchObject([
      { name: 'application.viewed', by: 'operator:usr_operator', data: { applicationId } },
    ]);
  });

  test('a reviewer says one thing about one field', () => {
    const comments = [1, 2].map((place) => ({ pointer: '/contact', text: `意见${place}` }));
    const decision = { applicationId: 'app_1', version: 1, decision: 'rejected', comments };
    expect(sellersContract.decideApplication.input.safeParse(decision).error?.issues).toMatchObject([
      { path: ['comments'] },
    ]);
  });
});

test('a page of 20 rows of either list costs at most 1 read unit', async () => {
  for (let count = 0; count < 20; count++) {
    const applicationId = await draft(engine, deps);
    const { version } = await submit(engine, deps, applicationId);
    await decide(engine, deps, applicationId, {
      version,
      decision: 'rejected',
      comments: [{ pointer: '/contact', text: '请补充' }],
    });
  }
  const measure = async (act: () => Promise<{ items: unknown[] }>) => {
    engine.consumed.length = 0;
    expect((await act()).items).toHaveLength(20);
    return billed(engine.consumed).readUnits;
  };
  expect(await measure(() => decidedList('rejected'))).toBeLessThanOrEqual(1);
  const own = () =>
    run(
      sellersContract.listApplications,
      listApplications,
      { limit: 20 },
      { deps, table: engine.table, actor: applicantActor },
    );
  expect(await measure(own)).toBeLessThanOrEqual(1);
});
