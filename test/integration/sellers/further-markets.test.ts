import { beforeEach, describe, expect, test } from 'vitest';
import { createApplication } from '../../../shared/sellers/admission/create-application.ts';
import { sellersContract } from '../../../shared/sellers/contract.ts';
import { sellerEntity } from '../../../shared/sellers/home/seller.ts';
import { run } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { applicantActor, company, decide, depsOf, draft, monday, submit } from './fixture.ts';

let engine: TestTable;
let deps: ReturnType<typeof depsOf>;
beforeEach(async () => {
  engine = await makeTable();
  deps = depsOf(engine);
});

const applyAgain = () =>
  run(
    sellersContract.createApplication,
    createApplication,
    { markets: ['security'], consignment: false },
    { deps, table: engine.table, actor: applicantActor, now: monday },
  );

/** Handed in and approved as it then stands. */
async function approved(applicationId: string) {
  const { version } = await submit(engine, deps, applicationId);
  return decide(engine, deps, applicationId, { version, decision: 'approved' });
}

describe('a further market', () => {
  test('two applications of one user approved at the same moment make one seller of both markets', async () => {
    const [one, two] = [await draft(engine, deps), await draft(engine, deps)];
    const [a, b] = [await submit(engine, deps, one), await submit(engine, deps, two)];
    const decided = await Promise.all([
      decide(engine, deps, one, { version: a.version, decision: 'approved' }),
      decide(engine, deps, two, { version: b.version, decision: 'approved' }),
    ]);
    expect(new Set(decided.map(({ sellerId }) => sellerId)).size).toBe(1);
  });

  test('what was verified for one market is there for the next, and a licence in force is not forgotten', async () => {
    const licence = { kind: 'telecom_licence', uploadId: 'upl_dataauthorization1', expiresOn: '2027-06-30' };
    const { sellerId = '' } = await approved(await draft(engine, deps, { authorization: licence }));
    const again = await applyAgain();
    expect(again.authorization).toEqual(licence);
    await approved(again.applicationId);
    const documents = async () =>
      (await sellerEntity.get(engine.table, sellerId))?.documents.map(({ name }) => name).toSorted();
    expect(await documents()).toEqual(['legalRepresentativeId', 'licence', 'telecomLicence']);
    await approved(await draft(engine, deps));
    expect(await documents()).toEqual(['legalRepresentativeId', 'licence']);
  });

  test('a seller that applies for a further market keeps its number and owes the highest deposit', async () => {
    const { sellerId } = await approved(await draft(engine, deps));
    const again = await applyAgain();
    expect(again).toMatchObject({
      applicant: { legalName: company.legalName },
      contact: { name: '王芳' },
      agreements: [{}, {}],
    });
    expect(await approved(again.applicationId)).toMatchObject({ sellerId });
    const { items } = await engine.table.query(
      { pk: again.applicationId, prefix: 'event#', descending: true },
      { limit: 1 },
    );
    expect(items[0]).toMatchObject({ name: 'application.approved', data: { furtherMarkets: true } });
    expect(await sellerEntity.get(engine.table, sellerId ?? '')).toMatchObject({
      markets: ['api', 'security'],
      depositRequiredFen: 500_000,
    });
  });
});
