import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import type { FulfilmentMessage, Json } from '../../../shared/fulfilment/dialects/message.ts';
import { fulfilmentActions } from '../../../shared/fulfilment/dialects/message.ts';
import { encode, nativeTypes } from '../../../shared/fulfilment/dialects/native/encode.ts';
import { native } from '../../../shared/fulfilment/dialects/native/native.ts';
import { read } from '../../../shared/fulfilment/dialects/native/read.ts';
import { newSecret, secretKey } from '../../../shared/fulfilment/dialects/native/secret.ts';
import { sign } from '../../../shared/fulfilment/dialects/native/sign.ts';
import type { SendResult } from '../../../shared/outside/seller-endpoint/send-request.ts';

const now = new Date('2026-10-01T00:00:00Z');
const message: FulfilmentMessage = {
  id: 'ntf_1',
  action: 'create',
  occurredAt: '2026-10-01T00:00:00.000Z',
  data: {
    orderId: 'ord_1',
    entitlementId: 'ent_1',
    extra: { 备注: '请尽快', a: [1, { z: null, b: true }] },
    buyerId: undefined,
  },
};
const answered = (status: number, bodyText = '', headers: Record<string, string> = {}): SendResult => ({
  kind: 'answered',
  status,
  headers,
  body: new TextEncoder().encode(bodyText),
  bodyText,
  truncated: false,
  durationMs: 1,
});

describe('native signatures', () => {
  it('match the published vector of Standard Webhooks', () => {
    const { headers } = sign({
      secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: 1614265330,
      body: '{"test": 2432232314}',
    });
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('are verified by the public library with either key during a rotation, and by no other key', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 64 }),
        fc.string({ unit: 'grapheme' }),
        (bytes, note) => {
          const [secret, older, stranger] = [
            bytes,
            bytes.map((byte) => byte ^ 1),
            bytes.map((byte) => byte ^ 2),
          ].map(newSecret) as [string, string, string];
          // The library compares with the clock of the machine.
          const signing = {
            url: 'https://x.cn/',
            secrets: [secret, older] as const,
            id: message.id,
            now: new Date(),
            attemptNumber: 2,
            nonce: '',
          };
          const signed = native.sign(encode({ ...message, data: { extra: { note } } }), signing);
          const headers = { ...signed.headers };
          expect(new Webhook(secret).verify(signed.body ?? '', headers)).toMatchObject({
            type: 'entitlement.created',
            data: { extra: { note } },
          });
          expect(new Webhook(older).verify(signed.body ?? '', headers)).toBeTruthy();
          expect(() => new Webhook(stranger).verify(signed.body ?? '', headers)).toThrow();
          expect(() => new Webhook(secret).verify(`${signed.body} `, headers)).toThrow();
          expect(signed.signedText).toBe(`${message.id}.${headers['webhook-timestamp']}.${signed.body}`);
        },
      ),
    );
  });

  it('use secrets of 32 to 64 bytes, and take 24 from elsewhere', () => {
    expect(newSecret(new Uint8Array(32))).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(() => newSecret(new Uint8Array(31))).toThrow(RangeError);
    expect(() => newSecret(new Uint8Array(65))).toThrow(RangeError);
    for (const bad of ['', 'whsec_', 'whsec_c2hvcnQ=', 'abc', 'whsec_!!!!'])
      expect(() => secretKey(bad)).toThrow(RangeError);
  });
});

describe('native messages', () => {
  it('have the same bytes however their content was put together', () => {
    const shuffled: FulfilmentMessage = {
      ...message,
      data: {
        extra: { a: [1, { b: true, z: null }], 备注: '请尽快' },
        entitlementId: 'ent_1',
        orderId: 'ord_1',
      },
    };
    expect(encode(shuffled)).toEqual(encode(message));
    expect(encode(message).body).toBe(
      '{"type":"entitlement.created","timestamp":"2026-10-01T00:00:00.000Z","data":{"entitlementId":"ent_1","extra":{"a":[1,{"b":true,"z":null}],"备注":"请尽快"},"orderId":"ord_1"}}',
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (extra) => {
        const of = (entries: [string, unknown][]) =>
          encode({ ...message, data: { extra: Object.fromEntries(entries) as Record<string, Json> } });
        const entries = Object.entries(extra);
        expect(of(entries.toReversed())).toEqual(of(entries));
      }),
    );
  });

  it('name every action in lower-case dotted words, each differently', () => {
    for (const action of fulfilmentActions) expect(nativeTypes[action]).toMatch(/^[a-z]+\.[a-z_]+$/);
    expect(new Set(Object.values(nativeTypes)).size).toBe(fulfilmentActions.length);
  });

  it('stay under 20 kB', () => {
    expect(() => encode({ ...message, data: { extra: { note: '云'.repeat(7000) } } })).toThrow(RangeError);
  });
});

describe('answers to native messages', () => {
  it('succeed with 2xx and carry what the seller told about the instance', () => {
    const body = JSON.stringify({
      instanceId: 42,
      addresses: [
        { name: '控制台', url: 'https://a.cn/' },
        'https://b.cn/',
        'javascript:alert(1)',
        { url: 7 },
        null,
      ],
      accounts: [{ userName: 'root', password: 'p' }, { password: 'x' }, 'no'],
      memo: '首次登录请改密码',
      unknown: true,
    });
    const instance = {
      instanceId: '42',
      addresses: [{ name: '控制台', url: 'https://a.cn/' }, { url: 'https://b.cn/' }],
      accounts: [{ userName: 'root', password: 'p' }],
      memo: '首次登录请改密码',
    };
    expect(read(answered(200, body), now)).toEqual({ kind: 'succeeded', instance });
    expect(read(answered(201, JSON.stringify({ data: { instance_id: 'i-1' } })), now)).toMatchObject({
      instance: { instanceId: 'i-1' },
    });
  });

  it.each([
    '',
    'OK',
    '[]',
    'null',
    '{"instanceId":{}}',
    '{"addresses":"x","accounts":5}',
    `{"instanceId":"${'i'.repeat(65)}"}`,
  ])('succeed without instance data for the body %s', (body) =>
    expect(read(answered(200, body), now)).toEqual({
      kind: 'succeeded',
      instance: { addresses: [], accounts: [] },
    }),
  );
});

describe('any answers to native messages', () => {
  it('are read as pending, refused for good or to be tried again by status', () => {
    expect(read(answered(202, '', { location: '/i/1', 'retry-after': '30' }), now)).toMatchObject({
      kind: 'pending',
      location: '/i/1',
      retryAfterSeconds: 30,
    });
    expect(read(answered(410), now).kind).toBe('refused_for_good');
    expect(read(answered(302), now)).toEqual({ kind: 'try_again', errorClass: 'redirect' });
    expect(read(answered(429, '', { 'retry-after': 'Thu, 01 Oct 2026 00:01:00 GMT' }), now)).toEqual({
      kind: 'try_again',
      errorClass: 'rate_limited',
      retryAfterSeconds: 60,
    });
    expect(read(answered(401), now)).toEqual({ kind: 'try_again', errorClass: 'client_error' });
    expect(read(answered(503), now)).toEqual({ kind: 'try_again', errorClass: 'server_error' });
    expect(read({ kind: 'failed', errorClass: 'tls', durationMs: 1, detail: 'x' }, now)).toEqual({
      kind: 'try_again',
      errorClass: 'tls',
    });
  });

  it('never break the reader', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), fc.oneof(fc.string(), fc.json()), (status, body) => {
        expect(read(answered(status, body), now).kind).toBeTruthy();
      }),
    );
  });
});
