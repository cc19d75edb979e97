import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Header, requestSigner } from '../../../shared/outside/aws/sign-request.ts';

const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const headerOf = (headers: readonly Header[], wanted: string) =>
  headers.find(([name]) => name === wanted)?.[1];

/** Requests and signatures of AWS's own test suite for Signature Version 4. */
const host: Header = ['host', 'example.amazonaws.com'];
const suite: readonly [string, { method: string; headers: readonly Header[]; body: string }, string][] = [
  [
    'get-vanilla',
    { method: 'GET', headers: [host], body: '' },
    '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  ],
  [
    'post-vanilla',
    { method: 'POST', headers: [host], body: '' },
    '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  ],
  [
    'post-x-www-form-urlencoded',
    {
      method: 'POST',
      headers: [['content-type', 'application/x-www-form-urlencoded'], host],
      body: 'Param1=value1',
    },
    'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
  ],
];

test.each(suite)("signs %s of AWS's test suite as it says", (_name, request, signature) => {
  const sign = requestSigner({ region: 'us-east-1', service: 'service' });
  const headers = sign(request, { keys, now: new Date('2015-08-30T12:36:00Z') });
  expect(headerOf(headers, 'authorization')?.split('Signature=')[1]).toBe(signature);
});

/** What the SDK itself would sign. */
type Signer = {
  sign(request: object, options: object): Promise<{ headers: Record<string, string> }>;
};

test("signs every body as Amazon's SDK does, whatever the keys, the token, the region and the day", async () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
  const key = fc.stringMatching(/^[A-Za-z0-9/+=]{1,40}$/);
  const sample = fc.record(
    {
      accessKeyId: key,
      secretAccessKey: key,
      sessionToken: key,
      body: text,
      region: fc.constantFrom('eu-central-1', 'cn-north-1'),
      now: fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
    },
    { requiredKeys: ['accessKeyId', 'secretAccessKey', 'body', 'region', 'now'] },
  );
  await fc.assert(
    fc.asyncProperty(sample, async ({ body, region, now, ...own }) => {
      const client = new DynamoDBClient({ region, credentials: own });
      const sdk = (await client.config.signer({
        name: 'sigv4',
        signingName: 'dynamodb',
        signingRegion: region,
        properties: {},
      })) as unknown as Signer;
      const headers: Header[] = [
        ['content-type', 'application/x-amz-json-1.0'],
        ['host', `dynamodb.${region}.amazonaws.com`],
        ['x-amz-target', 'DynamoDB_20120810.GetItem'],
      ];
      const request = { method: 'POST', protocol: 'https:', hostname: headers[1]?.[1], path: '/', query: {} };
      const { headers: expected } = await sdk.sign(
        { ...request, headers: Object.fromEntries(headers), body },
        { signingDate: now, unsignableHeaders: new Set(['x-amz-content-sha256']) },
      );
      const signed = requestSigner({ region, service: 'dynamodb' })(
        { method: 'POST', headers, body },
        { keys: own, now },
      );
      expect(headerOf(signed, 'authorization')).toBe(expected.authorization);
    }),
    { numRuns: 50 },
  );
});

test('signs with the keys and on the day of each request, not with those of the one before', () => {
  const place = { region: 'us-east-1', service: 'sqs' };
  const request = { method: 'POST', headers: [host], body: '{}' };
  const other = { ...keys, secretAccessKey: 'another' };
  const [one, next] = [new Date('2026-11-02T23:59:59Z'), new Date('2026-11-03T00:00:00Z')];
  const signings = [
    { keys, now: one },
    { keys: other, now: one },
    { keys: other, now: next },
    { keys, now: next },
  ];

  const kept = requestSigner(place);
  expect(signings.map((signing) => kept(request, signing))).toEqual(
    signings.map((signing) => requestSigner(place)(request, signing)),
  );
});
