import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openApiDocument } from '../../../infra/build/openapi/document.ts';
import { nativeHeaders, nativeWebhooks } from '../../../shared/fulfilment/dialects/native/contract.ts';
import { nativeTypes } from '../../../shared/fulfilment/dialects/native/encode.ts';
import { native } from '../../../shared/fulfilment/dialects/native/native.ts';
import { readInstance } from '../../../shared/fulfilment/dialects/read-instance.ts';
import { toldActions, toldOf } from '../../../shared/fulfilment/notifications/told-event.ts';
import type { EventMessage } from '../../../shared/kernel/events/event-message.ts';
import { gatewayErrors } from '../../../shared/metering/errors.ts';
import { gatewayCall } from '../../../shared/metering/gateway/contract.ts';
import { entitlementEvents } from '../../../shared/orders/events.ts';

const document = openApiDocument();

/** An event of an entitlement with everything that one can carry. */
const event = (name: string): EventMessage => ({
  id: 'evt_1',
  name,
  aggregateId: 'ent_1',
  version: 1,
  at: '2027-01-05T02:00:00.000Z',
  by: 'system',
  requestId: 'req-1',
  data: {
    entitlementId: 'ent_1',
    orderId: 'ord_1',
    lineNumber: 1,
    sellerId: 'sel_1',
    buyerId: 'usr_1',
    buyerName: '陈一诺',
    endpointId: 'end_1',
    noticeNumber: 1,
    quantity: 1,
    amountFen: 9900,
    bought: {
      productId: 'prd_1',
      planId: 'pln_1',
      optionId: 'opt_1',
      term: { unit: 'day', count: 30 },
      terms: { type: 'api', groupId: 'grp_1', calls: 100, countingRule: 'success_only' },
    },
    ...(name !== entitlementEvents.created.name && {
      instanceId: 'ins-1',
      startsAt: '2027-01-05T02:00:00.000Z',
      endsAt: '2027-02-04T02:00:00.000Z',
    }),
    ...(name === entitlementEvents.released.name && { refunded: true }),
  },
});

/** No field more than the schema names: what a seller's system gets is described whole. */
function closed(schema: z.ZodType): z.ZodType {
  if (!(schema instanceof z.ZodObject)) return schema;
  if (schema.def.catchall) return schema;
  return z.strictObject(
    Object.fromEntries(
      Object.entries(schema.shape).map(([name, field]) => [name, closed(field as z.ZodType)]),
    ),
  );
}

describe('the notifications that the OpenAPI document describes', () => {
  const names: readonly string[] = Object.values(entitlementEvents).map(({ name }) => name);
  const told = Object.keys(toldActions).filter((name) => names.includes(name));

  it('are those that orders make and sellers’ systems are told, by the types on the wire', () => {
    expect(told.map((name) => nativeTypes[toldActions[name as keyof typeof toldActions]])).toEqual(
      nativeWebhooks.map(({ type }) => type),
    );
    expect(Object.keys(document.webhooks)).toEqual(nativeWebhooks.map(({ type }) => type));
  });

  it.each(told)('have every field that is sent of %s, and no other', (name) => {
    const { message } = toldOf(event(name));
    const webhook = nativeWebhooks.find(({ type }) => type === nativeTypes[message.action]);
    const body = JSON.parse(native.encode(message).body ?? '');
    expect(webhook && closed(webhook.body).parse(body)).toEqual(body);
    expect(
      () => webhook && closed(webhook.body).parse({ ...body, data: { ...body.data, more: 1 } }),
    ).toThrow();
  });

  it('declare the headers that are sent', () => {
    const { message } = toldOf(event(entitlementEvents.created.name));
    const { headers } = native.sign(native.encode(message), {
      url: 'https://seller.example/hook',
      secrets: [native.newSecret(Buffer.alloc(32, 1))],
      id: message.id,
      now: new Date(message.occurredAt),
      attemptNumber: 1,
      nonce: '0'.repeat(32),
    });
    const own = Object.keys(headers).filter((name) => name.startsWith('webhook-') || name.startsWith('x-'));
    // The sender adds the request's id itself, to whatever it sends.
    expect(Object.keys(nativeHeaders).sort()).toEqual([...own, 'x-request-id'].sort());
  });

  it('say of an answer what is read of it', () => {
    const answer = {
      instanceId: 'ins-1',
      addresses: [{ name: '控制台', url: 'https://console.example/ins-1' }],
      accounts: [{ userName: 'admin', password: 'secret' }],
      licence: 'L-1',
      memo: '首次登录请修改密码',
    };
    const created = nativeWebhooks.find(({ type }) => type === nativeTypes.create);
    expect(created?.answer && closed(created.answer).parse(answer)).toEqual(answer);
    expect(readInstance(JSON.stringify(answer))).toEqual(answer);
  });
});

describe('the gateway’s call in the OpenAPI document', () => {
  const path = document.paths[gatewayCall.path] as Readonly<
    Record<string, { responses: Readonly<Record<string, { $ref: string }>>; security: unknown }>
  >;

  it('has an address of its own, an AppCode instead of a token, and every error of the gateway', () => {
    expect(path.servers).not.toEqual(document.servers);
    expect(document.components.securitySchemes.appCode.name).toBe('Authorization');
    for (const method of gatewayCall.methods) {
      const { security, responses } = path[method.toLowerCase()] ?? { responses: {}, security: undefined };
      expect(security).toEqual([{ appCode: [] }]);
      for (const { code, status } of Object.values(gatewayErrors)) {
        const name = responses[String(status)]?.$ref.split('/').at(-1) ?? '';
        expect(JSON.stringify(document.components.responses[name as 'Throttled'])).toContain(code);
      }
    }
  });
});
