import { afterEach, describe, expect, it } from 'vitest';
import {
  type SellerEndpoint,
  startSellerEndpoint,
} from '../../../examples/seller-endpoint/start-seller-endpoint.ts';
import type { FulfilmentMessage } from '../../../shared/fulfilment/dialects/message.ts';
import { native } from '../../../shared/fulfilment/dialects/native/native.ts';
import { newSecret } from '../../../shared/fulfilment/dialects/native/secret.ts';
import { createSender } from '../../../shared/outside/seller-endpoint/sender.ts';

const secret = newSecret(new Uint8Array(32).fill(1));
const newer = newSecret(new Uint8Array(32).fill(2));
const { send } = createSender({ ports: [443], allowLoopback: true });
const create: FulfilmentMessage = {
  id: 'ntf_1',
  action: 'create',
  occurredAt: '2026-10-01T00:00:00.000Z',
  data: { entitlementId: 'ent_1' },
};
// The endpoint compares with the clock of the machine.
const deliver = async (
  endpoint: SellerEndpoint,
  message = create,
  secrets: readonly [string, ...string[]] = [secret],
  now = new Date(),
) => {
  const request = native.sign(native.encode(message), {
    url: endpoint.url,
    secrets,
    id: message.id,
    now,
    attemptNumber: 1,
    nonce: '',
  });
  return native.read(await send({ ...request, timeoutMs: 5000 }), now);
};
let endpoint: SellerEndpoint;
afterEach(() => endpoint.stop());

describe('the sample fulfilment endpoint', () => {
  it('fails as often as told, then gives one and the same instance to every repeat', async () => {
    endpoint = await startSellerEndpoint({ secret, failFirst: 2 });
    const outcomes = [];
    for (let attempt = 1; attempt <= 4; attempt += 1) outcomes.push(await deliver(endpoint));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['try_again', 'try_again', 'succeeded', 'succeeded']);
    expect(outcomes[2]).toMatchObject({ instance: { instanceId: 'ins-1' } });
    expect(outcomes[3]).toEqual(outcomes[2]);
    expect(await deliver(endpoint, { ...create, id: 'ntf_2', action: 'renew' })).toMatchObject({
      instance: { instanceId: 'ins-1' },
    });
    expect(
      await deliver(endpoint, { ...create, id: 'ntf_3', data: { entitlementId: 'ent_2' } }),
    ).toMatchObject({
      instance: { instanceId: 'ins-2' },
    });
    const log = await send({ url: `${endpoint.url}received`, method: 'GET', timeoutMs: 5000 });
    expect(log.kind === 'answered' && JSON.parse(log.bodyText)).toEqual(
      JSON.parse(JSON.stringify(endpoint.received())),
    );
    expect(
      new Set(
        endpoint
          .received()
          .slice(0, 4)
          .map(({ id, body }) => id + body),
      ).size,
    ).toBe(1);
  });

  it('refuses a wrong signature and an old time, and takes either key during a rotation', async () => {
    endpoint = await startSellerEndpoint({ secret });
    expect(await deliver(endpoint, create, [newer])).toEqual({
      kind: 'try_again',
      errorClass: 'client_error',
    });
    expect((await deliver(endpoint, create, [newer, secret])).kind).toBe('succeeded');
    expect((await deliver(endpoint, create, [secret], new Date('2026-01-01T00:00:00Z'))).kind).toBe(
      'try_again',
    );
    endpoint.setSecret(newer);
    expect((await deliver(endpoint, create, [newer, secret])).kind).toBe('succeeded');
    expect(endpoint.received().map(({ status }) => status)).toEqual([401, 200, 401, 200]);
  });

  it('can do without comparing clocks', async () => {
    endpoint = await startSellerEndpoint({ secret, checkTime: false, failFirst: 1 });
    expect((await deliver(endpoint, create, [secret], new Date('2030-01-01T00:00:00Z'))).kind).toBe(
      'try_again',
    );
    expect((await deliver(endpoint, create, [secret], new Date('2030-01-01T00:00:00Z'))).kind).toBe(
      'succeeded',
    );
    expect((await deliver(endpoint, create, [newer], new Date('2030-01-01T00:00:00Z'))).kind).toBe(
      'try_again',
    );
  });
});

describe('the sample fulfilment endpoint, asked by strangers', () => {
  it('changes nothing for whoever does not know its secret', async () => {
    endpoint = await startSellerEndpoint({ secret });
    const asked = JSON.stringify({ secret: newer, failFirst: 3 });
    for (const path of ['', 'control', 'constructor', '//'])
      await fetch(`${endpoint.url}${path}`, { method: 'POST', body: asked });
    expect((await deliver(endpoint, create, [newer])).kind).toBe('try_again');
    expect((await deliver(endpoint)).kind).toBe('succeeded');
  });

  it('answers on after requests that it cannot read', async () => {
    endpoint = await startSellerEndpoint({ secret: 'whsec_', checkTime: false });
    const stranger = { 'webhook-id': '1', 'webhook-timestamp': 'x', 'webhook-signature': 'v1,x' };
    const refused = await fetch(endpoint.url, {
      method: 'POST',
      body: '{"data":{"entitlementId":{}}}',
      headers: stranger,
    });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    const large = await fetch(endpoint.url, { method: 'POST', body: 'x'.repeat(2 * 1024 * 1024) });
    expect(large.status).toBe(500);
    endpoint.setSecret(secret);
    expect((await fetch(endpoint.url, { method: 'POST', body: 'x'.repeat(2 * 1024 * 1024) })).status).toBe(
      500,
    );
    expect((await deliver(endpoint)).kind).toBe('succeeded');
  });
});
