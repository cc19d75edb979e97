import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoFiles } from '../../../demo/files.ts';
import { runDue } from '../../../functions/runtime/schedule.ts';
import { duePartitionOf } from '../../../shared/table/keys.ts';
import { attachUploads } from '../../../shared/uploads/attach-uploads.ts';
import { removeOrphan } from '../../../shared/uploads/remove-orphan.ts';
import { uploadEntity } from '../../../shared/uploads/upload.ts';
import { buyerActor } from '../../support/run-use-case.ts';
import { type Bench, check, complete, create, openBench, post, rules, upload } from './upload-bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.stop());

const logo = { purpose: 'logo', ...demoFiles.logo() } as const;
const day = 24 * 60 * 60_000;
const context = () => ({ actor: buyerActor, now: bench.clock.date(), requestId: 'test' });
const use = (uploadId: string, purpose: 'logo' | 'banner' = 'logo') => ({ pointer: '/logoUploadId', uploadId, purpose });
const attach = (uploadId: string, to = 'sel_one') => attachUploads(bench.table)([use(uploadId)], 'usr_buyer', to);
const codes = async (...input: Parameters<ReturnType<typeof attachUploads>>) =>
  (await attachUploads(bench.table)(...input)).problems.map(({ code }) => code);

/** The clock's step for one upload, committed, as often as it finds something to do. */
async function runClock(uploadId: string, now: Date): Promise<number> {
  for (let steps = 0; ; steps++) {
    const { changes } = await removeOrphan({ ...bench, rules })(uploadEntity.keyOf(uploadId), now);
    if (changes.length === 0) return steps;
    await bench.table.commit(changes, { ...context(), now });
  }
}
const inDays = (days: number) => new Date(bench.clock.now() + days * day);

describe('a file that something refers to', () => {
  test('stays as it is, and stays when the clock comes', async () => {
    const uploadId = await upload(bench, logo);
    await bench.table.commit((await attach(uploadId)).changes, context());
    expect(await uploadEntity.get(bench.table, uploadId)).toMatchObject({ status: 'attached', attachedTo: 'sel_one' });
    expect(await runClock(uploadId, inDays(400))).toBe(0);
    const due = await bench.table.query({ index: 'due', pk: duePartitionOf(uploadEntity.keyOf(uploadId).pk) }, { limit: 100 });
    expect(due.items.map(({ pk }) => pk)).not.toContain(uploadId);
  });

  test('may be referred to again, without a write', async () => {
    const uploadId = await upload(bench, logo);
    await bench.table.commit((await attach(uploadId)).changes, context());
    expect(await attach(uploadId, 'prd_one')).toEqual({ problems: [], changes: [] });
  });

  test('must be there, the own one, of that purpose, and have passed', async () => {
    const [uploadId, { uploadId: pending }] = [await upload(bench, logo), await create(bench, logo)];
    const refused = await upload(bench, { purpose: 'logo', fileName: 'a.png', contentType: 'image/png', bytes: Buffer.from('no picture') });
    expect(await codes([use(uploadId)], 'usr_other', 'sel_one')).toEqual(['upload_not_found']);
    expect(await codes([use('upl_none')], 'usr_buyer', 'sel_one')).toEqual(['upload_not_found']);
    expect(await codes([use(uploadId, 'banner')], 'usr_buyer', 'sel_one')).toEqual(['upload_purpose']);
    expect(await codes([use(pending), use(refused), use(uploadId)], 'usr_buyer', 'sel_one')).toEqual([
      'upload_not_ready',
      'upload_refused',
    ]);
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
      for (const folder of ['incoming', 'public']) expect(await bench.objects.read(`${folder}/${uploadId}`, 1e6)).toBe('missing');
      const { items } = await bench.table.query({ pk: uploadId, prefix: 'event#' }, { limit: 20 });
      expect(items.at(-1)).toMatchObject({ name: 'upload.removed' });
    }
  });

  test('cannot be referred to any more once its removal began, whoever was first', async () => {
    const uploadId = await upload(bench, logo);
    const late = await attach(uploadId);
    const { changes } = await removeOrphan({ ...bench, rules })(uploadEntity.keyOf(uploadId), inDays(1.1));
    await bench.table.commit(changes, context());
    await expect(bench.table.commit(late.changes, context())).rejects.toMatchObject({ spec: { code: 'request.conflict' } });
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
    const handlers = { upload: removeOrphan({ ...bench, rules }) };
    await runDue(bench.table, handlers, () => 60_000);
    await runDue(bench.table, handlers, () => 60_000);
    expect(await uploadEntity.get(bench.table, uploadId)).toBeUndefined();
  });
});
