import { S3Client } from '@aws-sdk/client-s3';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { signature } from '../../../shared/outside/aws/signature-v4.ts';
import type { ObjectSigner } from '../../../shared/outside/objects/object-signer.ts';
import { signForm } from '../../../shared/outside/objects/sign-form.ts';
import { dispositionOf, signLink } from '../../../shared/outside/objects/sign-link.ts';

const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const now = new Date('2026-11-02T02:00:00Z');
const signerOf = (more: Partial<ObjectSigner> = {}): ObjectSigner => ({
  bucket: 'uploads',
  region: 'eu-central-1',
  keys: () => keys,
  ...more,
});

/** What the SDK itself would sign. */
type Presigner = { presign(request: object, options: object): Promise<{ query: Record<string, string> }> };

test('signs as the example in the documentation of Signature Version 4', () => {
  const hash = 'f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59';
  const scope = '20150830/us-east-1/iam/aws4_request';
  const text = ['AWS4-HMAC-SHA256', '20150830T123600Z', scope, hash].join('\n');
  expect(signature(keys.secretAccessKey, scope, text)).toBe(
    '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
  );
});

test("signs links as Amazon's SDK does, for every file name", async () => {
  const client = new S3Client({
    region: 'eu-central-1',
    credentials: { ...keys, sessionToken: 'a+token/=' },
  });
  const sdk = (await client.config.signer()) as unknown as Presigner;
  const signer = signerOf({ keys: () => ({ ...keys, sessionToken: 'a+token/=' }) });
  // Tells the signer that the body is not signed; what the SDK sends of it besides is as good as leaving it out.
  const body = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), async (fileName) => {
      const disposition = dispositionOf('inline', fileName);
      const url = new URL(await signLink(signer, { key: 'private/upl_1', seconds: 300, now, disposition }));
      const request = {
        method: 'GET',
        protocol: 'https:',
        hostname: url.host,
        path: '/private/upl_1',
        query: { 'response-content-disposition': disposition },
        headers: { host: url.host, ...body },
      };
      const { query } = await sdk.presign(request, {
        expiresIn: 300,
        signingDate: now,
        unhoistableHeaders: new Set(Object.keys(body)),
        unsignableHeaders: new Set(Object.keys(body)),
      });
      expect(url.searchParams.get('X-Amz-Signature')).toBe(query['X-Amz-Signature']);
    }),
    { numRuns: 50 },
  );
});

test('fixes bucket, key, type, size, end and session token in the policy of a form', async () => {
  const signer = signerOf({ keys: () => ({ ...keys, sessionToken: 'token' }) });
  const expiresAt = new Date('2026-11-02T02:10:00Z');
  const { url, fields } = await signForm(signer, {
    key: 'incoming/upl_1',
    contentType: 'image/png',
    maxBytes: 100,
    now,
    expiresAt,
  });
  expect(url).toBe('https://uploads.s3.eu-central-1.amazonaws.com');
  expect(JSON.parse(Buffer.from(fields.policy ?? '', 'base64').toString())).toEqual({
    expiration: '2026-11-02T02:10:00.000Z',
    conditions: [
      { bucket: 'uploads' },
      { key: 'incoming/upl_1' },
      { 'Content-Type': 'image/png' },
      { 'x-amz-algorithm': 'AWS4-HMAC-SHA256' },
      { 'x-amz-credential': 'AKIDEXAMPLE/20261102/eu-central-1/s3/aws4_request' },
      { 'x-amz-date': '20261102T020000Z' },
      { 'x-amz-security-token': 'token' },
      ['content-length-range', 1, 100],
    ],
  });
  expect(fields['x-amz-signature']).toBe(
    signature(keys.secretAccessKey, '20261102/eu-central-1/s3/aws4_request', fields.policy ?? ''),
  );
});

test('knows where buckets are in China', async () => {
  const url = await signLink(signerOf({ region: 'cn-north-1' }), {
    key: 'public/upl_1',
    seconds: 1,
    now,
  });
  expect(url).toMatch(/^https:\/\/uploads\.s3\.cn-north-1\.amazonaws\.com\.cn\/public\/upl_1\?/);
});
