import { expect, test } from 'vitest';
import { routesOf } from '../../../functions/stream/event-routes.ts';
import { fulfilmentEvents } from '../../../shared/fulfilment/events.ts';

const queuesOf = (name: string, action: string) =>
  routesOf({
    id: 'notification#msg_ent_1_1/event#2',
    name,
    at: '2026-11-05T04:00:00Z',
    by: 'system:deliver-notification',
    aggregateId: 'notification#msg_ent_1_1',
    version: 2,
    requestId: 'req',
    data: { entitlementId: 'ent_1', action },
  }).map(({ queue }) => queue);

test.each([fulfilmentEvents.exhausted.name, fulfilmentEvents.refused.name])(
  'orders hears of a create that failed for good (%s), and tells people itself; of all else that did people are told directly',
  (name) => {
    expect(queuesOf(name, 'create')).toEqual(['orders']);
    expect(queuesOf(name, 'expire')).toEqual(['messages']);
  },
);
