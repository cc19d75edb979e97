import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../../examples/api-backend/operations.ts';
import { type ApiBackend, startApiBackend } from '../../../examples/api-backend/start-api-backend.ts';
import { backendStringToSign, signBackendRequest } from '../../../shared/outside/backend-signature.ts';
import { createSender } from '../../../shared/outside/seller-endpoint/sender.ts';

const key = { id: 'grp_1', secret: 'shared-with-the-backend' };
const { send } = createSender({ ports: [443], allowLoopback: true });
let backend: ApiBackend;
beforeAll(async () => {
  backend = await startApiBackend({ secrets: { [key.id]: key.secret }, genuineOnly: true });
});
afterAll(() => backend.stop());

describe('the signature for backends', () => {
  it('matches the vector of the public sample verifier', () => {
    const headers = signBackendRequest(
      {
        method: 'POST',
        path: '/demo/uri',
        query: [
          ['QueryKey2', 'QueryValue2'],
          ['QueryKey1', 'QueryValue1'],
        ],
        contentType: 'application/x-www-form-urlencoded; charset=utf-8',
        body: new TextEncoder().encode('FormKey1=FormValue1&FormKey2=FormValue2'),
        signedHeaders: { HeaderKey1: 'HeaderValue1', HeaderKey2: 'HeaderValue2' },
      },
      { id: 'DemoKey1', secret: 'DemoSecret1' },
    );
    expect(headers).toMatchObject({
      'X-Ca-Proxy-Signature': 'C7Lqfn8Spz0DxQTfUJq0NrkEbwNUuTNtC9p3SzRWgv0=',
      'X-Ca-Proxy-Signature-Headers': 'HeaderKey1,HeaderKey2',
      'X-Ca-Proxy-Signature-Secret-Key': 'DemoKey1',
    });
  });

  it('covers method, body, headers and decoded, sorted parameters', () => {
    const text = backendStringToSign({
      method: 'put',
      path: '/a%20b',
      query: [
        ['b', '云 市'],
        ['a', ''],
        ['b', 'second'],
      ],
      contentType: 'application/json',
      body: new TextEncoder().encode('{}'),
      signedHeaders: { 'X-Request-Id': 'r1' },
    });
    expect(text).toBe('PUT\nmZFLkyvTelC5g8XnyQrpOw==\nx-request-id:r1\n/a%20b?a=&b=云 市');
  });
});

describe('the signature of any request', () => {
  it('is accepted by a backend that verifies on its own, and a changed request is not', async () => {
    const parameters = fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.string({ unit: 'grapheme' })), {
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(parameters, fc.constantFrom('', '{"name":"云"}'), async (pairs, text) => {
        const search = new URLSearchParams(
          pairs.map(([name, value]): [string, string] => [name.toWellFormed(), value.toWellFormed()]),
        );
        const body = text ? new TextEncoder().encode(text) : undefined;
        const contentType = 'application/json';
        const path = '/companies/verifications';
        const signed = signBackendRequest(
          {
            method: 'POST',
            path,
            query: [...search],
            contentType,
            body,
            signedHeaders: { 'X-Request-Id': 'r1' },
          },
          key,
        );
        const headers = { ...signed, 'content-type': contentType };
        const url = `${backend.url}${path}?${search}`;
        const ask = (more: object) => send({ url, method: 'POST', headers, body, timeoutMs: 5000, ...more });
        expect(await ask({})).toMatchObject({ status: 200 });
        expect(await ask({ body: `${text}.` })).toMatchObject({ status: 401 });
        expect(await ask({ headers: { ...headers, 'X-Request-Id': 'r2' } })).toMatchObject({ status: 401 });
        expect(await ask({ url: `${url}&zzz=1` })).toMatchObject({ status: 401 });
      }),
      { numRuns: 30 },
    );
  });
});

type Examples = { content: Record<string, { example: unknown }> };
type Methods = Record<
  string,
  { summary: string; requestBody?: Examples; responses: Record<string, Examples> }
>;

describe('the sample API backend', () => {
  it('takes nothing that every object has for a secret, and answers on after whatever it was sent', async () => {
    const guarded = await startApiBackend({ secrets: { [key.id]: key.secret }, genuineOnly: true });
    const signedBy = (name: string) => ({
      'X-Ca-Proxy-Signature-Secret-Key': name,
      'X-Ca-Proxy-Signature': 'YQ==',
    });
    for (const name of ['constructor', '__proto__', 'toString', ''])
      expect((await fetch(`${guarded.url}/industries`, { headers: signedBy(name) })).status).toBe(401);
    expect((await fetch(`${guarded.url}//`)).status).toBe(401);
    expect((await fetch(guarded.url, { method: 'POST', body: 'x'.repeat(9 * 1024 * 1024) })).status).toBe(
      500,
    );
    expect((await fetch(`${guarded.url}/industries`)).status).toBe(401);
    await guarded.stop();
  });

  it('offers exactly the operations that its OpenAPI document describes, with the sample answers', async () => {
    const open = await startApiBackend();
    const document = load(
      await readFile(new URL('../../../examples/api-backend/openapi.yaml', import.meta.url), 'utf8'),
    ) as {
      paths: Record<string, Methods>;
    };
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        path,
        method: method.toUpperCase(),
        operation,
      })),
    );
    expect(described.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
      operations.map(({ method, path }) => `${method} ${path}`).sort(),
    );
    expect(described.length).toBeGreaterThanOrEqual(10);
    for (const { path, method, operation } of described) {
      expect(operation.summary).toMatch(/[\u4e00-\u9fff]/);
      const url = `${open.url}${path.replace('{creditCode}', '91110108MA00000A1X').replace('{year}', '2024')}?keyword=${encodeURIComponent('数据')}`;
      const body =
        method === 'POST'
          ? JSON.stringify(operation.requestBody?.content['application/json']?.example)
          : undefined;
      const answer = await send({ url, method: method as 'GET' | 'POST', body, timeoutMs: 5000 });
      expect(answer.kind === 'answered' && JSON.parse(answer.bodyText)).toEqual(
        operation.responses['200']?.content['application/json']?.example,
      );
    }
    const risk = `${open.url}/companies/91110108MA00000A1X/risk`;
    expect(await send({ url: `${risk}?simulate=fault`, method: 'GET', timeoutMs: 5000 })).toMatchObject({
      status: 500,
    });
    open.failRisk(true);
    expect(await send({ url: risk, method: 'GET', timeoutMs: 5000 })).toMatchObject({ status: 500 });
    expect(open.requests().at(-1)).toMatchObject({
      url: '/companies/91110108MA00000A1X/risk',
      genuine: false,
    });
    await open.stop();
  });
});
