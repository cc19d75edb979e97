import { expect, test } from 'vitest';
import { notificationId, partsOf, toldOf } from '../../../shared/fulfilment/notifications/told-event.ts';

const event = {
  id: 'ent_1/event#000000003',
  name: 'entitlement.expired',
  at: '2026-10-01T00:00:00.000Z',
  by: 'system:clock',
  aggregateId: 'ent_1',
  version: 3,
  requestId: 'r',
  data: {
    entitlementId: 'ent_1',
    sellerId: 'sel_1',
    endpointId: 'end_1',
    bought: {
      planId: 'pln_1',
      planName: 'a name',
      term: { unit: 'day', count: 30 },
      terms: { type: 'api', calls: 100 },
    },
    internalNote: 'not for sellers',
  },
};

test('an event has one notification id, from which its place is found again', () => {
  const { message, eventId } = toldOf(event);
  expect(message.id).toBe(notificationId('ent_1', 3));
  expect(partsOf(message.id)).toEqual({ aggregateId: 'ent_1', version: 3 });
  expect(eventId).toBe(event.id);
  for (const id of [
    'msg_1',
    'msg_ent_1',
    'msg_ent_1_0',
    'msg_ent_1_01',
    'msg_1_1',
    'x msg_ent_1_1',
    'msg_ent_1_1#',
  ])
    expect(partsOf(id)).toBeUndefined();
});

test('tells of anything that has an id, not of entitlements alone', () => {
  const { message, aggregateId } = toldOf({ ...event, aggregateId: 'ord_1' });
  expect({ id: message.id, aggregateId, parts: partsOf(message.id) }).toEqual({
    id: 'msg_ord_1_3',
    aggregateId: 'ord_1',
    parts: { aggregateId: 'ord_1', version: 3 },
  });
});

test('tells what the message has a word for, and nothing else', () => {
  expect(toldOf(event).message).toEqual({
    id: 'msg_ent_1_3',
    action: 'expire',
    occurredAt: event.at,
    data: {
      entitlementId: 'ent_1',
      sellerId: 'sel_1',
      planId: 'pln_1',
      term: { unit: 'day', count: 30 },
      terms: { type: 'api', calls: 100 },
    },
  });
});

test('refuses events that are not told, or lack what delivery needs', () => {
  expect(() => toldOf({ ...event, name: 'entitlement.activated' })).toThrow('not one to tell');
  expect(() => toldOf({ ...event, data: { ...event.data, endpointId: undefined } })).toThrow(
    'not one to tell',
  );
  expect(() => toldOf({ ...event, aggregateId: 'products' })).toThrow('not one to tell');
});
