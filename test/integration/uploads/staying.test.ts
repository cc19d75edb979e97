import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoFiles } from '../../../demo/files.ts';
import { runDue } from '../../../functions/runtime/schedule.ts';
import { catalogueContract } from '../../../shared/catalogue/contract.ts';
import { createProduct } from '../../../shared/catalogue/products/create-product.ts';
import { deleteProduct } from '../../../shared/catalogue/products/delete-product.ts';
import { saveAccess } from '../../../shared/catalogue/wizard/save-access.ts';
import { deleteApplication } from '../../../shared/sellers/admission/delete-application.ts';
import { saveDocuments } from '../../../shared/sellers/admission/save-documents.ts';
import { sellersContract } from '../../../shared/sellers/contract.ts';
import { duePartitionOf } from '../../../shared/table/keys.ts';
import { attachUploads, releaseUploads } from '../../../shared/uploads/attach-uploads.ts';
import { uploadEntity } from '../../../shared/uploads/upload.ts';
import { uploadClock } from '../../../shared/uploads/upload-clock.ts';
import { buyerActor, run, sellerActor } from '../../support/run-use-case.ts';
import { stepAt } from '../../support/table.ts';
import { catalogueDeps } from '../catalogue/fixture.ts';
import * as admission from '../sellers/fixture.ts';
import { type Bench, check, complete, create, openBench, post, rules, upload } from './upload-bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.stop());

const logo = { purpose: 'logo', ...demoFiles.logo() } as const;
const day = 24 * 60 * 60_000;
const context = () => ({ actor: buyerActor, now: bench.clock.date(), requestId: 'test' });
const use = (uploadId: string, purpose: 'logo' | 'banner' = 'logo') => ({
  pointer: '/logoUploadId',
  uploadId,
  purpose,
});
const attach = (uploadId: string, to = 'sel_one') =>
  attachUploads(bench.table)([use(uploadId)], 'usr_buyer', to);
const codes = async (...input: Parameters<ReturnType<typeof attachUploads>>) =>
  (await attachUploads(bench.table)(...input)).problems.map(({ code }) => code);

const clockStep = (uploadId: string, now: Date) =>
  stepAt(uploadClock({ ...bench, rules }), bench.table, uploadEntity.keyOf(uploadId), now);

/** The clock's step for one upload, committed, as often as it finds something to do. */
async function runClock(uploadId: string, now: Date): Promise<number> {
  for (let steps = 0; ; steps++) {
    const { changes } = await clockStep(uploadId, now);
    if (changes.length === 0) return steps;
    await bench.table.commit(changes, { ...context(), now });
  }
}
const inDays = (days: number) => new Date(bench.clock.now() + days * day);

describe('a file that something refers to', () => {
  test('stays as it is, and stays when the clock comes', async () => {
    const uploadId = await upload(bench, logo);
    await bench.table.commit((await attach(uploadId)).changes, context());
    expect(await uploadEntity.get(bench.table, uploadId)).toMatchObject({
      status: 'attached',
      usedBy: ['sel_one'],
    });
    expect(await runClock(uploadId, inDays(400))).toBe(0);
    const due = await bench.table.query(
      { index: 'due', pk: duePartitionOf(uploadEntity.keyOf(uploadId).pk) },
      { limit: 100 },
    );
    expect(due.items.map(({ pk }) => pk)).not.toContain(uploadId);
  });

  test('may be referred to by others, each noted once, until there are so many that it stays for good', async () => {
    const uploadId = await upload(bench, logo);
    const users = Array.from({ length: 50 }, (_, place) => `prd_${place}`);
    for (const user of users) await bench.table.commit((await attach(uploadId, user)).changes, context());
    expect(await uploadEntity.get(bench.table, uploadId)).toMatchObject({ usedBy: users });
    expect(await attach(uploadId, 'prd_7')).toEqual({ problems: [], changes: [] });

    await bench.table.commit((await attach(uploadId, 'prd_50')).changes, context());
    expect((await uploadEntity.get(bench.table, uploadId))?.usedBy).toBeUndefined();
    expect(await attach(uploadId, 'prd_51')).toEqual({ problems: [], changes: [] });
    expect(await releaseUploads(bench.table, rules)([uploadId], 'prd_7', bench.clock.date())).toEqual([]);
  });

  test('must be there, the own one, of that purpose, and have passed', async () => {
    const [uploadId, { uploadId: pending }] = [await upload(bench, logo), await create(bench, logo)];
    const refused = await upload(bench, {
      purpose: 'logo',
      fileName: 'a.png',
      contentType: 'image/png',
      bytes: Buffer.from('no picture'),
    });
    expect(await codes([use(uploadId)], 'usr_other', 'sel_one')).toEqual(['upload_not_found']);
    expect(await codes([use('upl_none')], 'usr_buyer', 'sel_one')).toEqual(['upload_not_found']);
    expect(await codes([use(uploadId, 'banner')], 'usr_buyer', 'sel_one')).toEqual(['upload_purpose']);
    expect(await codes([use(pending), use(refused), use(uploadId)], 'usr_buyer', 'sel_one')).toEqual([
      'upload_not_ready',
      'upload_refused',
    ]);
  });
});

const ports = () => ({ attach: attachUploads(bench.table), release: releaseUploads(bench.table, rules) });
const deps = () => {
  const { attach: attachFiles, release } = ports();
  return { ...admission.depsOf(bench), attachUploads: attachFiles, releaseUploads: release };
};
const by = () => ({ table: bench.table, actor: sellerActor, now: bench.clock.date() });
const file = (purpose: 'licence' | 'id_document' | 'statement') =>
  upload(bench, { purpose, ...demoFiles[purpose === 'id_document' ? 'idDocument' : purpose]() }, sellerActor);
const apply = async (licence: string, legalRepresentativeId: string, statement: string) =>
  admission.draft(
    bench,
    deps(),
    {
      documents: {
        licence: { uploadId: licence },
        legalRepresentativeId: { uploadId: legalRepresentativeId },
      },
      authorization: { kind: 'self_developed', uploadId: statement, statementDate: '2026-09-01' },
    },
    sellerActor,
  );
const removeApplication = (applicationId: string) =>
  run(sellersContract.deleteApplication, deleteApplication, { applicationId }, { deps: deps(), ...by() });
const isGone = async (uploadId: string, folder: 'private' | 'public') => {
  expect(await runClock(uploadId, inDays(0.9))).toBe(0);
  expect(await runClock(uploadId, inDays(1.1))).toBe(2);
  expect(await uploadEntity.get(bench.table, uploadId)).toBeUndefined();
  expect(await bench.objects.read(`${folder}/${uploadId}`, 1e6)).toBe('missing');
};

describe('a file whose user is deleted', () => {
  test("goes with its copy a day after an application's draft, unless another application refers to it", async () => {
    const [licence, idCard, otherIdCard, statement] = [
      await file('licence'),
      await file('id_document'),
      await file('id_document'),
      await file('statement'),
    ];
    const [first, second] = [
      await apply(licence, idCard, statement),
      await apply(licence, otherIdCard, statement),
    ];

    await removeApplication(first);
    await isGone(idCard, 'private');
    for (const kept of [licence, statement, otherIdCard]) expect(await runClock(kept, inDays(400))).toBe(0);
    await removeApplication(second);
    for (const released of [licence, statement, otherIdCard]) await isGone(released, 'private');
  });

  test('goes as well when a draft names another in its place; what was decided on keeps its files', async () => {
    const [licence, idCard, statement] = [
      await file('licence'),
      await file('id_document'),
      await file('statement'),
    ];
    const applicationId = await apply(licence, idCard, statement);
    const name = (uploadId: string) => {
      const documents = { licence: { uploadId: licence }, legalRepresentativeId: { uploadId } };
      return run(
        sellersContract.saveDocuments,
        saveDocuments,
        { applicationId, ...documents },
        { deps: deps(), ...by() },
      );
    };
    const [better, best] = [await file('id_document'), await file('id_document')];
    await name(better);
    await isGone(idCard, 'private');

    const { version } = await admission.submit(bench, deps(), applicationId, { actor: sellerActor });
    const comments = [{ pointer: '/contact/email', text: '请填写公司邮箱' }];
    await admission.decide(bench, deps(), applicationId, { version, decision: 'rejected', comments });
    await name(best);
    expect(await runClock(better, inDays(400))).toBe(0);
  });
});

describe('a file whose product is deleted', () => {
  test("goes a day after a product's draft, and may be used again until then", async () => {
    const catalogue = { ...catalogueDeps(bench.table), ...ports() };
    const iconUploadId = await upload(bench, { purpose: 'product_icon', ...demoFiles.icon() }, sellerActor);
    const draft = async () => {
      const { productId } = await run(
        catalogueContract.createProduct,
        createProduct,
        { type: 'api', name: '带图标的草稿' },
        { deps: catalogue, ...by() },
      );
      await run(
        catalogueContract.saveAccess,
        saveAccess,
        { productId, name: '带图标的草稿', iconUploadId },
        { deps: catalogue, ...by() },
      );
      return productId;
    };
    const remove = (productId: string) =>
      run(catalogueContract.deleteProduct, deleteProduct, { productId }, { deps: catalogue, ...by() });

    await remove(await draft());
    const second = await draft();
    expect(await runClock(iconUploadId, inDays(400))).toBe(0);
    await remove(second);
    await isGone(iconUploadId, 'public');
  });
});

describe('a file that nothing refers to', () => {
  test('is removed after a day with its record, checked or not, and not before', async () => {
    const form = await create(bench, logo);
    await post(form, logo.bytes);
    for (const uploadId of [await upload(bench, logo), form.uploadId]) {
      expect(await runClock(uploadId, inDays(0.9))).toBe(0);
      expect(await runClock(uploadId, inDays(1.1))).toBe(2);
      expect(await uploadEntity.get(bench.table, uploadId)).toBeUndefined();
      for (const folder of ['incoming', 'public'])
        expect(await bench.objects.read(`${folder}/${uploadId}`, 1e6)).toBe('missing');
      const { items } = await bench.table.query({ pk: uploadId, prefix: 'event#' }, { limit: 20 });
      expect(items.at(-1)).toMatchObject({ name: 'upload.removed' });
    }
  });

  test('cannot be referred to any more once its removal began, whoever was first', async () => {
    const uploadId = await upload(bench, logo);
    const late = await attach(uploadId);
    const { changes } = await clockStep(uploadId, inDays(1.1));
    await bench.table.commit(changes, context());
    await expect(bench.table.commit(late.changes, context())).rejects.toMatchObject({
      spec: { code: 'request.conflict' },
    });
    expect((await attach(uploadId)).problems).toMatchObject([{ code: 'upload_not_found' }]);
  });

  test('leaves nothing behind when its check ends after its removal', async () => {
    const form = await create(bench, logo);
    await post(form, logo.bytes);
    await complete(bench, form.uploadId);
    const keep = bench.objects.create;
    const slow: typeof keep = async (...object) => {
      await runClock(form.uploadId, inDays(1.1));
      return keep(...object);
    };
    await check({ ...bench, objects: { ...bench.objects, create: slow } }, form.uploadId);
    expect(await bench.objects.read(`public/${form.uploadId}`, 1e6)).toBe('missing');
    expect(await uploadEntity.get(bench.table, form.uploadId)).toBeUndefined();
  });

  test('is found by the clock', async () => {
    const { uploadId } = await create(bench, logo, buyerActor, inDays(-2));
    const clocks = [uploadClock({ ...bench, rules })];
    await runDue(bench.table, clocks, () => 60_000);
    await runDue(bench.table, clocks, () => 60_000);
    expect(await uploadEntity.get(bench.table, uploadId)).toBeUndefined();
  });
});
