import { beforeEach, describe, expect, test } from 'vitest';
import { createApplication } from '../../../shared/sellers/admission/create-application.ts';
import { saveAgreements } from '../../../shared/sellers/admission/save-agreements.ts';
import { saveDocuments } from '../../../shared/sellers/admission/save-documents.ts';
import { saveContact } from '../../../shared/sellers/admission/save-part.ts';
import { showApplication } from '../../../shared/sellers/admission/show-application.ts';
import { sellersContract } from '../../../shared/sellers/contract.ts';
import { run } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';
import { applicantActor, company, depsOf, draft, monday, refusal, submit } from './fixture.ts';

let engine: TestTable;
let deps: ReturnType<typeof depsOf>;
beforeEach(async () => {
  engine = await makeTable();
  deps = depsOf(engine);
});

describe('applying', () => {
  test('is for verified users only', async () => {
    const unverified = depsOf(engine, { identity: async () => undefined });
    const input = { markets: ['api' as const], consignment: false };
    const options = { table: engine.table, actor: applicantActor };
    await expect(
      run(sellersContract.createApplication, createApplication, input, { deps: unverified, ...options }),
    ).rejects.toMatchObject({
      spec: { code: 'sellers.identity_not_verified' },
    });
  });

  test('an empty draft is told everything that is missing, at once, with pointers', async () => {
    const created = await run(
      sellersContract.createApplication,
      createApplication,
      { markets: ['api'], consignment: true },
      { deps, table: engine.table, actor: applicantActor },
    );
    const { spec, extras } = await refusal(submit(engine, deps, created.applicationId));
    expect(spec.code).toBe('sellers.application_incomplete');
    expect(extras.fields.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/applicant/kind required',
      '/applicant/legalName required',
      '/applicant/creditCode required',
      '/contact/name required',
      '/contact/mobile required',
      '/contact/email required',
      '/documents/licence required',
      '/documents/legalRepresentativeId required',
      '/service/staffCount required',
      '/service/serviceHours required',
      '/service/warrantyMonths required',
      '/agreements agreement_missing',
      '/agreements agreement_missing',
      '/agreements agreement_missing',
      '/authorization condition_data_authorization',
      '/plan condition_operation_plan',
    ]);
  });

  test('two mistakes are told together, and corrected ones no more', async () => {
    const applicationId = await draft(engine, deps, {
      applicant: { kind: 'company', legalName: '另一家公司', creditCode: company.legalNumber },
      contact: { name: '王芳', mobile: '13800138000' },
    });
    const { extras } = await refusal(submit(engine, deps, applicationId));
    expect(extras.fields).toMatchObject([
      { pointer: '/contact/email', code: 'required', zh: expect.any(String), en: expect.any(String) },
      { pointer: '/applicant/legalName', code: 'identity_mismatch' },
    ]);
  });
});

describe('what an application holds', () => {
  test('a file that cannot be used is named where it is saved', async () => {
    const applicationId = await draft(engine, deps);
    const input = { applicationId, licence: { uploadId: 'upl_bad' }, idCard: { uploadId: 'upl_bad2' } };
    const { extras } = await refusal(
      run(sellersContract.saveDocuments, saveDocuments, input, {
        deps,
        table: engine.table,
        actor: applicantActor,
      }),
    );
    expect(extras.fields.map(({ pointer }) => pointer)).toEqual(['/licence/uploadId', '/idCard/uploadId']);
  });

  test('an acceptance keeps which text, who, when and from where; an old version is refused', async () => {
    const applicationId = await draft(engine, deps);
    const options = { table: engine.table, actor: applicantActor };
    const { agreements } = await run(
      sellersContract.showApplication,
      showApplication,
      { applicationId },
      { deps, ...options },
    );
    expect(agreements[0]).toEqual({
      kind: 'admission',
      agreementVersion: '2026-01',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      acceptedBy: 'usr_seller',
      acceptedAt: monday.toISOString(),
      acceptedFrom: '127.0.0.1',
    });
    const old = { applicationId, accepted: [{ kind: 'admission' as const, agreementVersion: '2020-01' }] };
    const { extras } = await refusal(
      run(sellersContract.saveAgreements, saveAgreements, old, { deps, ...options }),
    );
    expect(extras.fields).toMatchObject([
      { pointer: '/accepted/0/agreementVersion', code: 'agreement_outdated' },
    ]);
  });

  test('is hidden from others, and a submitted one cannot be edited', async () => {
    const applicationId = await draft(engine, deps);
    const show = run(
      sellersContract.showApplication,
      showApplication,
      { applicationId },
      { deps, table: engine.table, actor: { ...applicantActor, userId: 'usr_seller2' } },
    );
    await expect(show).rejects.toMatchObject({ spec: { code: 'sellers.application_not_found' } });
    await submit(engine, deps, applicationId);
    const edit = run(
      sellersContract.saveContact,
      saveContact,
      { applicationId, name: '李雷' },
      { deps, table: engine.table, actor: applicantActor },
    );
    await expect(edit).rejects.toMatchObject({ spec: { code: 'sellers.application_not_editable' } });
  });

  test('the legal number never enters an event', async () => {
    const applicationId = await draft(engine, deps);
    const { items } = await engine.table.query({ pk: applicationId, prefix: 'event#' }, { limit: 20 });
    expect(items).toHaveLength(8);
    expect(JSON.stringify(items)).not.toContain(company.legalNumber);
  });
});
