import { createHmac } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Clock } from '../src/clock.ts';
import { createClock } from '../src/clock.ts';
import type { QueuesAndObjects } from '../src/engines/queues-and-objects.ts';
import { startQueuesAndObjects } from '../src/engines/queues-and-objects.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let clock: Clock;
let engines: QueuesAndObjects;
let client: S3Client;
beforeAll(async () => {
  clock = createClock();
  engines = await startQueuesAndObjects({ clock });
  await engines.createBucket('uploads', [
    { AllowedOrigins: ['http://127.0.0.1:5000'], AllowedMethods: ['POST'], AllowedHeaders: ['*'] },
  ]);
  client = new S3Client({
    endpoint: engines.s3Endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
});
afterAll(async () => {
  client?.destroy();
  await engines?.stop();
});

/** The part of the SDK's signer that makes links. */
interface RequestPresigner {
  presign(request: object, options: object): Promise<{ path: string; query?: Record<string, unknown> }>;
}

/** The part of the SDK's signer that signs by header. */
interface HeaderSigner {
  sign(request: object, options: object): Promise<{ headers: Record<string, string> }>;
}

interface FormOptions {
  key?: string;
  type?: string;
  bytes?: number;
  expiresInSeconds?: number;
  extra?: Record<string, string>;
  secret?: string;
}

/** Posts a form under a policy for the key `q/1`, image/png, 1 to 20,000,000 bytes. */
async function post({
  key = 'q/1',
  type = 'image/png',
  bytes = 10,
  expiresInSeconds = 60,
  extra = {},
  secret = 'local',
}: FormOptions = {}) {
  const now = clock.date();
  const date = `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  const credential = `local/${date.slice(0, 8)}/us-east-1/s3/aws4_request`;
  const signed = {
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    'x-amz-credential': credential,
    'x-amz-date': date,
  };
  const conditions = [
    { bucket: 'uploads' },
    ['eq', '$key', 'q/1'],
    ['eq', '$Content-Type', 'image/png'],
    ['content-length-range', 1, 20_000_000],
    signed,
  ];
  const expiration = new Date(now.getTime() + expiresInSeconds * 1000).toISOString();
  const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString('base64');
  const hmac = (data: string | Buffer, text: string) => createHmac('sha256', data).update(text).digest();
  const signature = hmac(
    [date.slice(0, 8), 'us-east-1', 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`),
    policy,
  ).toString('hex');
  const form = new FormData();
  const fields = {
    key,
    'Content-Type': type,
    ...signed,
    Policy: policy,
    'X-Amz-Signature': signature,
    ...extra,
  };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(bytes).fill(7)]), 'picture.png');
  const answer = await fetch(`${engines.s3Endpoint}/uploads`, {
    method: 'POST',
    body: form,
    headers: { origin: 'http://127.0.0.1:5000' },
  });
  return {
    status: answer.status,
    code: /<Code>(\w+)</.exec(await answer.text())?.[1],
    cors: answer.headers.get('access-control-allow-origin'),
  };
}

const read = async (Key: string) =>
  (await client.send(new GetObjectCommand({ Bucket: 'uploads', Key }))).Body?.transformToByteArray();

/** A link made by the SDK's own signer. */
async function link(key: string, seconds: number, query: Record<string, string> = {}): Promise<URL> {
  const { protocol, hostname, port, host, origin } = new URL(engines.s3Endpoint);
  const signer = await client.config.signer();
  if (!('presign' in signer)) throw new Error('The client has no signer for links');
  const request = {
    method: 'GET',
    protocol,
    hostname,
    port: Number(port),
    path: `/uploads/${key}`,
    query,
    headers: { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
  };
  const options = { expiresIn: seconds, signingDate: clock.date(), unsignableHeaders: new Set<string>() };
  const signed = await (signer as RequestPresigner).presign(request, options);
  const search = Object.entries(signed.query ?? {}).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
  );
  return new URL(`${signed.path}?${search.join('&')}`, origin);
}

/** A listing of the bucket as the SDK's own signer signs it. */
async function signedListing(): Promise<{ url: string; headers: Record<string, string> }> {
  const { protocol, hostname, port, host } = new URL(engines.s3Endpoint);
  const signer = await client.config.signer();
  const headers = { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', 'x-amz-user-agent': 'test' };
  const request = {
    method: 'GET',
    protocol,
    hostname,
    port: Number(port),
    path: '/uploads',
    query: { 'list-type': '2' },
    headers,
  };
  const signed = await (signer as unknown as HeaderSigner).sign(request, { signingDate: clock.date() });
  return { url: `${engines.s3Endpoint}/uploads?list-type=2`, headers: signed.headers };
}

describe('objects of the local run', () => {
  it('takes a form that keeps to its policy', async () => {
    expect(await post({ bytes: 1000 })).toEqual({
      status: 204,
      code: undefined,
      cors: 'http://127.0.0.1:5000',
    });
    expect(await read('q/1')).toHaveLength(1000);
  });

  it('takes a form larger than the engine takes in one request', async () => {
    expect((await post({ bytes: 18_000_000 })).status).toBe(204);
    expect(Buffer.compare((await read('q/1')) ?? Buffer.of(), Buffer.alloc(18_000_000, 7))).toBe(0);
  });

  it('takes a large object of a function', async () => {
    await client.send(
      new PutObjectCommand({
        Bucket: 'uploads',
        Key: 'large',
        Body: Buffer.alloc(15_000_000, 3),
        ContentType: 'application/zip',
      }),
    );
    const { Body, ContentType } = await client.send(
      new GetObjectCommand({ Bucket: 'uploads', Key: 'large' }),
    );
    expect(ContentType).toBe('application/zip');
    expect(
      Buffer.compare((await Body?.transformToByteArray()) ?? Buffer.of(), Buffer.alloc(15_000_000, 3)),
    ).toBe(0);
  });

  it.each<[string, FormOptions, number, string]>([
    ['another key', { key: 'q/2' }, 403, 'AccessDenied'],
    ['another type', { type: 'text/html' }, 403, 'AccessDenied'],
    ['too few bytes', { bytes: 0 }, 400, 'EntityTooSmall'],
    ['too many bytes', { bytes: 20_000_001 }, 400, 'EntityTooLarge'],
    ['a policy that ran out', { expiresInSeconds: -1 }, 403, 'AccessDenied'],
    ['a field outside of the policy', { extra: { 'x-amz-meta-own': '1' } }, 403, 'AccessDenied'],
    ['a forged signature', { secret: 'guessed' }, 403, 'SignatureDoesNotMatch'],
  ])('refuses a form with %s', async (_name, options, status, code) => {
    expect(await post(options)).toMatchObject({ status, code });
  });
});

describe('links to objects of the local run', () => {
  it('serves links until they run out on the moved clock, and nothing without one', async () => {
    await client.send(
      new PutObjectCommand({
        Bucket: 'uploads',
        Key: 'a b/文.txt',
        Body: 'hello',
        ContentType: 'text/plain',
      }),
    );
    const key = 'a%20b/%E6%96%87.txt';
    const url = await link(key, 60, { 'response-content-disposition': 'attachment; filename="x y.txt"' });
    const answer = await fetch(url);
    expect([answer.status, await answer.text(), answer.headers.get('content-disposition')]).toEqual([
      200,
      'hello',
      'attachment; filename="x y.txt"',
    ]);
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
    expect((await fetch(new URL(url.href.replace('/uploads/a', '/uploads/b')))).status).toBe(403);
    expect((await fetch(`${engines.s3Endpoint}/uploads/${key}`)).status).toBe(403);
    expect((await fetch(`${engines.s3Endpoint}/uploads`)).status).toBe(403);
    clock.advance(61_000);
    const late = await fetch(url);
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('Request has expired')]);
  });
});

describe('signed requests to objects of the local run', () => {
  it.each<[string, (authorization: string) => Record<string, string>, number, string]>([
    [
      'a signature that nobody made',
      (real) => ({ authorization: real.replace(/Signature=.*/, `Signature=${'0'.repeat(64)}`) }),
      403,
      'SignatureDoesNotMatch',
    ],
    [
      'no signature at all',
      (real) => ({ authorization: real.replace(/, SignedHeaders.*/, '') }),
      400,
      'AuthorizationHeaderMalformed',
    ],
    [
      'a signed header that was changed',
      (real) => ({ authorization: real, 'x-amz-user-agent': 'other' }),
      403,
      'SignatureDoesNotMatch',
    ],
    [
      'the key of somebody unknown',
      (real) => ({ authorization: real.replace('Credential=local/', 'Credential=other/') }),
      403,
      'SignatureDoesNotMatch',
    ],
  ])('refuses a request with %s', async (_name, forge, status, code) => {
    const listing = await signedListing();
    expect((await fetch(listing.url, { headers: listing.headers })).status).toBe(200);
    const forged = await fetch(listing.url, {
      headers: { ...listing.headers, ...forge(String(listing.headers.authorization)) },
    });
    expect([forged.status, /<Code>(\w+)</.exec(await forged.text())?.[1]]).toEqual([status, code]);
  });

  it('refuses a signed request at another path or with another method', async () => {
    const { url, headers } = await signedListing();
    expect((await fetch(`${url}&prefix=a`, { headers })).status).toBe(403);
    expect((await fetch(url, { method: 'DELETE', headers })).status).toBe(403);
  });

  it('keeps an object that must not exist yet', async () => {
    const put = () =>
      client.send(new PutObjectCommand({ Bucket: 'uploads', Key: 'once', Body: 'x', IfNoneMatch: '*' }));
    await put();
    await expect(put()).rejects.toMatchObject({ name: 'PreconditionFailed' });
  });
});
