import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoFiles } from '../../../demo/files.ts';
import { billed } from '../../support/table.ts';
import { type Bench, create, openBench, post } from './upload-bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.stop());

const icon = { purpose: 'product_icon', ...demoFiles.icon() } as const;

describe('a signed upload form', () => {
  test('takes the file it was made for', async () => {
    expect(await post(await create(bench, icon), icon.bytes)).toBe(204);
  });

  test('takes no other key, no other type, no larger and no empty file, no further field', async () => {
    const form = await create(bench, icon);
    expect(await post(form, icon.bytes, { key: 'public/upl_other' })).toBe(403);
    expect(await post(form, icon.bytes, { 'Content-Type': 'text/html' })).toBe(403);
    expect(await post(form, icon.bytes, { acl: 'public-read' })).toBe(403);
    expect(await post(form, Buffer.concat([icon.bytes, Buffer.alloc(1)]))).toBe(400);
    expect(await post(form, Buffer.alloc(0))).toBe(400);
  });

  test('takes nothing under a policy that somebody wrote anew', async () => {
    const form = await create(bench, icon);
    const policy = JSON.parse(Buffer.from(form.fields.policy ?? '', 'base64').toString());
    const wider = { ...policy, expiration: '2099-01-01T00:00:00Z' };
    expect(
      await post(form, icon.bytes, { policy: Buffer.from(JSON.stringify(wider)).toString('base64') }),
    ).toBe(403);
  });

  test('takes nothing after ten minutes', async () => {
    const earlier = new Date(bench.clock.now() - 10 * 60_000 - 1000);
    expect(await post(await create(bench, icon, undefined, earlier), icon.bytes)).toBe(403);
  });

  test('is not given out for a file that its field does not take: every reason at its field', async () => {
    const page = {
      purpose: 'product_icon',
      fileName: 'icon.html',
      contentType: 'text/html',
      bytes: Buffer.alloc(3 * 1024 * 1024),
    } as const;
    await expect(create(bench, page)).rejects.toMatchObject({
      spec: { code: 'request.invalid' },
      extras: {
        fields: [
          { pointer: '/sizeBytes', code: 'too_large' },
          { pointer: '/fileName', code: 'extension_not_allowed' },
          { pointer: '/contentType', code: 'content_type_not_allowed' },
        ],
      },
    });
  });

  test('costs four write units, two of them for counting, and no read', async () => {
    bench.consumed.length = 0;
    await create(bench, icon);
    expect(billed(bench.consumed)).toEqual({ writeUnits: 4, readUnits: 0 });
  });
});
