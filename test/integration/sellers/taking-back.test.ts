import { beforeEach, expect, test } from 'vitest';
import { deleteApplication } from '../../../shared/sellers/admission/delete-application.ts';
import { showApplication } from '../../../shared/sellers/admission/show-application.ts';
import { withdrawApplication } from '../../../shared/sellers/admission/withdraw-application.ts';
import { sellersContract } from '../../../shared/sellers/contract.ts';
import { repeated } from '../../support/repeated.ts';
import { run } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { waitingCases } from '../../support/things/cases.ts';
import { applicantActor, decide, depsOf, draft, monday, submit } from './fixture.ts';

let engine: TestTable;
let deps: ReturnType<typeof depsOf>;
beforeEach(async () => {
  engine = await makeTable();
  deps = depsOf(engine);
});

const strangerActor = { ...applicantActor, userId: 'usr_stranger' };
const as = (actor = applicantActor) => ({ table: engine.table, actor });
const withdraw = (applicationId: string, actor = applicantActor) =>
  run(sellersContract.withdrawApplication, withdrawApplication, { applicationId }, { deps, ...as(actor) });
const remove = (applicationId: string, actor = applicantActor) =>
  run(sellersContract.deleteApplication, deleteApplication, { applicationId }, { deps, ...as(actor) });
const show = (applicationId: string) =>
  run(sellersContract.showApplication, showApplication, { applicationId }, { deps, ...as() });
const inReview = () => waitingCases(engine.table);
const refused = (code: string) => ({ spec: { code: `sellers.${code}` } });

test('an application in review is withdrawn by its applicant: the operators see it no more, and it can be handed in again; asking twice changes nothing', async () => {
  const applicationId = await draft(engine, deps);
  await repeated(engine, () => submit(engine, deps, applicationId));

  await expect(withdraw(applicationId, strangerActor)).rejects.toMatchObject(
    refused('application_not_found'),
  );
  const { status, dueAt } = await repeated(engine, () => withdraw(applicationId));
  expect({ status, dueAt, waiting: await inReview() }).toEqual({
    status: 'draft',
    dueAt: undefined,
    waiting: [],
  });
  await submit(engine, deps, applicationId);
  expect(await inReview()).toMatchObject([{ aboutId: applicationId }]);
});

test('what is decided is not withdrawn, and what is withdrawn is not decided', async () => {
  const decided = await draft(engine, deps);
  await submit(engine, deps, decided);
  await decide(engine, deps, decided, { version: (await show(decided)).version, decision: 'approved' });
  await expect(withdraw(decided)).rejects.toMatchObject(refused('application_not_in_review'));

  const open = await draft(engine, deps);
  await submit(engine, deps, open);
  await withdraw(open);
  await expect(
    decide(engine, deps, open, { version: (await show(open)).version, decision: 'approved' }),
  ).rejects.toMatchObject(refused('application_not_found'));
});

test('a draft is deleted by its applicant only; what is or was in review is not', async () => {
  const applicationId = await draft(engine, deps);
  await expect(remove(applicationId, strangerActor)).rejects.toMatchObject(refused('application_not_found'));
  await submit(engine, deps, applicationId);
  await expect(remove(applicationId)).rejects.toMatchObject(refused('application_not_draft'));
  await withdraw(applicationId);

  expect(await remove(applicationId)).toEqual({ applicationId, deleted: true });
  await expect(show(applicationId)).rejects.toMatchObject(refused('application_not_found'));
  await expect(remove(applicationId)).rejects.toMatchObject(refused('application_not_found'));
});

test('an application that was rejected once is rejected again when it is withdrawn: it can be edited and handed in, never deleted', async () => {
  const applicationId = await draft(engine, deps);
  const { version } = await submit(engine, deps, applicationId);
  const comments = [{ pointer: '/contact/email', text: '请填写公司邮箱' }];
  await decide(engine, deps, applicationId, { version, decision: 'rejected', comments });
  await expect(withdraw(applicationId)).rejects.toMatchObject(refused('application_not_in_review'));
  await submit(engine, deps, applicationId);

  const { decidedAt, dueAt } = await repeated(engine, () => withdraw(applicationId));
  expect(await show(applicationId)).toMatchObject({ status: 'rejected', comments });
  expect({ decidedAt, dueAt, waiting: await inReview() }).toEqual({
    decidedAt: monday.toISOString(),
    dueAt: undefined,
    waiting: [],
  });
  await expect(remove(applicationId)).rejects.toMatchObject(refused('application_not_draft'));
  expect(await submit(engine, deps, applicationId)).toMatchObject({ status: 'submitted', comments });
});
