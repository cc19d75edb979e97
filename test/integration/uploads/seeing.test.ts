import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoFiles } from '../../../demo/files.ts';
import { type Actor, userOf } from '../../../shared/kernel/actor.ts';
import { completeUpload } from '../../../shared/uploads/complete-upload.ts';
import { uploadsContract } from '../../../shared/uploads/contract.ts';
import { listUploads } from '../../../shared/uploads/list-uploads.ts';
import { makeUploadLink } from '../../../shared/uploads/make-upload-link.ts';
import { publicLinks } from '../../../shared/uploads/public-links.ts';
import { showUpload } from '../../../shared/uploads/show-upload.ts';
import { uploadEntity, uploadLifecycle } from '../../../shared/uploads/upload.ts';
import { buyerActor, operatorActor, run, sellerActor } from '../../support/run-use-case.ts';
import { billed } from '../../support/table.ts';
import { type Bench, create, isParty, openBench, rules, upload } from './upload-bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.stop());

const licence = { purpose: 'licence', ...demoFiles.licence(), fileName: '营业执照 (副本).jpg' } as const;
const logo = { purpose: 'logo', ...demoFiles.logo() } as const;

const options = (actor: Actor) => ({ table: bench.table, actor, now: bench.clock.date() });
const link = (uploadId: string, actor: Actor = buyerActor) =>
  run(
    uploadsContract.makeUploadLink,
    makeUploadLink,
    { uploadId },
    { deps: { ...bench, rules, isParty }, ...options(actor) },
  );
const list = (
  input: { purpose: 'logo' | 'licence'; cursor?: string; limit?: number },
  actor: Actor = buyerActor,
) =>
  run(
    uploadsContract.listUploads,
    listUploads,
    { limit: 20, ...input },
    { deps: { ...bench, rules }, ...options(actor) },
  );
const missing = { spec: { code: 'uploads.not_found' } };

describe('a file', () => {
  test('is hidden from everybody but its owner and operators', async () => {
    const uploadId = await upload(bench, licence);
    const deps = { table: bench.table, isParty };
    await expect(
      run(uploadsContract.showUpload, showUpload, { uploadId }, { deps, ...options(sellerActor) }),
    ).rejects.toMatchObject(missing);
    await expect(link(uploadId, sellerActor)).rejects.toMatchObject(missing);
    for (const actor of [sellerActor, operatorActor])
      await expect(
        run(uploadsContract.completeUpload, completeUpload, { uploadId }, { deps, ...options(actor) }),
      ).rejects.toMatchObject(missing);
    expect(
      await run(uploadsContract.showUpload, showUpload, { uploadId }, { deps, ...options(operatorActor) }),
    ).toMatchObject({ uploadId });
    expect((await list({ purpose: 'licence' }, sellerActor)).items).toEqual([]);
    await run(uploadsContract.showUpload, showUpload, { uploadId }, { deps, ...options(buyerActor) });
    const looks = await bench.table.query({ pk: `looks#${uploadId}` }, { limit: 5 });
    expect(looks.items).toMatchObject([
      { name: 'upload.record_viewed', by: 'operator:usr_operator', data: { purpose: 'licence' } },
    ]);
  });

  test('is read through a link of five minutes under its own name, and not without', async () => {
    const { url, expiresAt } = await link(await upload(bench, licence));
    expect(Date.parse(expiresAt) - bench.clock.now()).toBeLessThanOrEqual(5 * 60_000);
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/jpeg');
    expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toMatch(
      /^inline; .*UTF-8''营业执照 \(副本\)\.jpg$/,
    );
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(licence.bytes));
    expect((await fetch(url.split('?')[0] ?? '')).status).toBe(403);
    expect((await fetch(url.replace('private/', 'incoming/'))).status).toBe(403);
  });

  test('is not linked to before it passed its checks', async () => {
    const { uploadId } = await create(bench, licence);
    await expect(link(uploadId)).rejects.toMatchObject({
      spec: { code: 'uploads.not_ready' },
      extras: { params: { status: uploadLifecycle.pending } },
    });
  });

  test('keeps the record of every look: who and when, operators too', async () => {
    const uploadId = await upload(bench, licence);
    await Promise.all([link(uploadId), link(uploadId, operatorActor), link(uploadId, operatorActor)]);
    const { items } = await bench.table.query({ pk: uploadId, prefix: 'event#' }, { limit: 20 });
    const looks = items.filter(({ name }) => name === 'upload.viewed').map(({ by }) => by);
    expect(looks.sort()).toEqual(['operator:usr_operator', 'operator:usr_operator', 'user:usr_buyer']);
  });
});

describe('a public file', () => {
  test('is linked to without a read, and a private one never that way', async () => {
    const ids = [await upload(bench, logo), await upload(bench, licence)];
    bench.consumed.length = 0;
    const urls = await Promise.all(ids.map((id) => publicLinks({ ...bench, rules })(id, bench.clock.date())));
    expect(billed(bench.consumed)).toEqual({ writeUnits: 0, readUnits: 0 });
    expect(await Promise.all(urls.map(async (url) => (await fetch(url)).status))).toEqual([200, 404]);
  });
});

describe('the picture library', () => {
  const seed = async (actor: Actor, count: number) => {
    const facts = { type: 'png', sha256: 'f'.repeat(64), width: 1024, height: 768 } as const;
    for (let place = 0; place < count; place++) {
      const { uploadId } = await create(
        bench,
        { ...logo, fileName: `${'长'.repeat(90)}-${place}.png` },
        actor,
        new Date(1_790_000_000_000 + place),
      );
      const created = await uploadEntity.get(bench.table, uploadId);
      if (!created) throw new Error('not created');
      await bench.table.commit([uploadEntity.save(created, { ...created, status: 'ready', facts })], {
        ...options(actor),
        requestId: 'test',
      });
    }
  };

  test('shows the own pictures that passed, newest first, each with a link, 20 rows for one read unit', async () => {
    const actor = { ...userOf(sellerActor), userId: '0190b7a6-7c1e-7d3a-9f52-0242ac120002' };
    await create(bench, logo, actor);
    await seed(actor, 25);
    bench.consumed.length = 0;
    const first = await list({ purpose: 'logo' }, actor);
    expect(billed(bench.consumed).readUnits).toBeLessThanOrEqual(1);
    const second = await list({ purpose: 'logo', cursor: first.next }, actor);
    const names = [...first.items, ...second.items].map(({ fileName }) => fileName);
    expect(names).toHaveLength(25);
    expect(first.items.map(({ uploadId }) => uploadId)).toEqual(
      first.items
        .map(({ uploadId }) => uploadId)
        .sort()
        .reverse(),
    );
    expect(first.items[0]).toMatchObject({
      width: 1024,
      height: 768,
      fileName: expect.stringMatching(/^长{34}…\.png$/),
    });
    expect(first.items[0]?.url).toContain('X-Amz-Signature');
  });

  test('gives no links to private files', async () => {
    await upload(bench, licence);
    const [row] = (await list({ purpose: 'licence' })).items;
    expect(row).toBeDefined();
    expect(row).not.toHaveProperty('url');
  });
});
