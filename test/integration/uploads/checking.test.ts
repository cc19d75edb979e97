import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoFiles } from '../../../demo/files.ts';
import { uploadsContract } from '../../../shared/uploads/contract.ts';
import { incomingKey } from '../../../shared/uploads/object-keys.ts';
import { showUpload } from '../../../shared/uploads/show-upload.ts';
import { uploadEntity } from '../../../shared/uploads/upload.ts';
import { smallJpeg } from '../../support/files/good-files.ts';
import { exif, jpegWith, secret, segment } from '../../support/files/laden-pictures.ts';
import { buyerActor, run } from '../../support/run-use-case.ts';
import { type Bench, check, complete, create, isParty, openBench, post, upload } from './upload-bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.stop());

const licence = { purpose: 'licence', ...demoFiles.licence() } as const;
const megabytes = 1_000_000;

const show = (uploadId: string) =>
  run(
    uploadsContract.showUpload,
    showUpload,
    { uploadId },
    { deps: { table: bench.table, isParty }, table: bench.table, actor: buyerActor },
  );
const eventsOf = async (uploadId: string) =>
  (await bench.table.query({ pk: uploadId, prefix: 'event#' }, { limit: 20 })).items.map(({ name }) => name);

describe('a completed upload', () => {
  test('becomes ready with what the file is, and nothing is left where forms post to', async () => {
    const uploadId = await upload(bench, licence);
    expect(await show(uploadId)).toMatchObject({
      status: 'ready',
      facts: { type: 'jpeg', width: 900, height: 640 },
    });
    expect(await bench.objects.read(incomingKey(uploadId), megabytes)).toBe('missing');
    expect(await bench.objects.read(`private/${uploadId}`, megabytes)).toEqual(new Uint8Array(licence.bytes));
    expect(await eventsOf(uploadId)).toEqual(['upload.completed', 'upload.ready']);
  });

  test('is refused when the file was renamed, with reasons in the language asked for', async () => {
    const uploadId = await upload(bench, { purpose: 'user_guide', ...demoFiles.renamed() });
    const english = await showUpload(
      {
        input: { uploadId },
        actor: buyerActor,
        language: 'en',
        now: new Date(0),
        newId: () => '',
        requestId: '',
        sourceAddress: '',
        apiUrl: 'https://api.example.com',
      },
      { table: bench.table, isParty },
    );
    expect(english.answer.status).toBe('refused');
    expect(english.answer.findings?.map(({ code }) => code)).toEqual([
      'type_not_allowed',
      'extension_mismatch',
    ]);
    expect(english.answer.findings?.[1]?.detail).toContain('renamed');
    expect((await show(uploadId)).findings?.[1]?.detail).toContain('改过名');
    expect(await bench.objects.read(`public/${uploadId}`, megabytes)).toBe('missing');
    expect(await eventsOf(uploadId)).toEqual(['upload.completed', 'upload.refused']);
  });

  test('is refused when no file came', async () => {
    const { uploadId } = await create(bench, licence);
    await complete(bench, uploadId);
    await check(bench, uploadId);
    expect(await show(uploadId)).toMatchObject({ status: 'refused', findings: [{ code: 'not_received' }] });
  });
});

describe('a completed upload, checked again', () => {
  test('is one upload however often it is completed and checked', async () => {
    const uploadId = await upload(bench, licence);
    expect(await complete(bench, uploadId)).toMatchObject({ status: 'ready' });
    await Promise.all([check(bench, uploadId), check(bench, uploadId)]);
    expect(await eventsOf(uploadId)).toEqual(['upload.completed', 'upload.ready']);
  });

  test('is decided once when two checks run at the same time', async () => {
    const form = await create(bench, licence);
    await post(form, licence.bytes);
    await complete(bench, form.uploadId);
    await Promise.all([check(bench, form.uploadId), check(bench, form.uploadId)]);
    expect(await show(form.uploadId)).toMatchObject({ status: 'ready' });
    expect(await eventsOf(form.uploadId)).toEqual(['upload.completed', 'upload.ready']);
  });

  test('keeps the bytes that passed, whatever is posted with the same form afterwards', async () => {
    const form = await create(bench, licence);
    await post(form, licence.bytes);
    await complete(bench, form.uploadId);
    await check(bench, form.uploadId);
    expect(await post(form, Buffer.from('<script>'))).toBe(204);
    await check(bench, form.uploadId);
    expect(await bench.objects.read(`private/${form.uploadId}`, megabytes)).toEqual(
      new Uint8Array(licence.bytes),
    );
    expect(await bench.objects.create(`private/${form.uploadId}`, Buffer.from('other'), 'text/plain')).toBe(
      'exists',
    );
  });

  test('is ready with what an earlier check kept that died before it could say so', async () => {
    const form = await create(bench, licence);
    await post(form, licence.bytes);
    await complete(bench, form.uploadId);
    await bench.objects.create(`private/${form.uploadId}`, licence.bytes, 'image/jpeg');
    await check(bench, form.uploadId);
    expect(await show(form.uploadId)).toMatchObject({ status: 'ready' });
  });
});

describe('a completed upload, by what is kept and what fails', () => {
  test('that is a picture is kept without its metadata, and shown in the size of what is kept', async () => {
    const file = { ...licence, bytes: jpegWith(segment(0xe1, 'Exif\0\0', exif(1)), segment(0xfe, secret)) };
    const uploadId = await upload(bench, file);
    expect(await show(uploadId)).toMatchObject({ status: 'ready', sizeBytes: smallJpeg().length });
    expect(await bench.objects.read(`private/${uploadId}`, megabytes)).toEqual(new Uint8Array(smallJpeg()));
  });

  test('that is a picture is ready in the size of what an earlier check kept that died before it could say so', async () => {
    const file = { ...licence, bytes: jpegWith(segment(0xfe, secret)) };
    const form = await create(bench, file);
    await post(form, file.bytes);
    await complete(bench, form.uploadId);
    await bench.objects.create(`private/${form.uploadId}`, smallJpeg(), 'image/jpeg');
    await check(bench, form.uploadId);
    expect(await show(form.uploadId)).toMatchObject({ status: 'ready', sizeBytes: smallJpeg().length });
  });

  test('is refused as damaged when its checker died of it twice', async () => {
    const form = await create(bench, licence);
    await post(form, licence.bytes);
    await complete(bench, form.uploadId);
    for (let deaths = 0; deaths < 2; deaths++) {
      const reading = Promise.withResolvers<void>();
      const read = () => {
        reading.resolve();
        return new Promise<never>(() => {});
      };
      void check({ ...bench, objects: { ...bench.objects, read } }, form.uploadId);
      await reading.promise;
    }
    await check(bench, form.uploadId);
    expect(await show(form.uploadId)).toMatchObject({ status: 'refused', findings: [{ code: 'damaged' }] });
  });

  test('is not blamed for what the object storage does', async () => {
    const form = await create(bench, licence);
    await post(form, licence.bytes);
    await complete(bench, form.uploadId);
    const down = {
      ...bench,
      objects: { ...bench.objects, read: () => Promise.reject(new Error('storage is down')) },
    };
    for (let times = 0; times < 3; times++)
      await expect(check(down, form.uploadId)).rejects.toThrow('storage is down');
    await check(bench, form.uploadId);
    expect(await show(form.uploadId)).toMatchObject({ status: 'ready' });
  });

  test('holds no file name in its events', async () => {
    const uploadId = await upload(bench, { ...licence, fileName: '张三的执照.jpg' });
    expect(await uploadEntity.get(bench.table, uploadId)).toMatchObject({ fileName: '张三的执照.jpg' });
    const { items } = await bench.table.query({ pk: uploadId, prefix: 'event#' }, { limit: 20 });
    expect(JSON.stringify(items)).not.toContain('张三');
  });
});
