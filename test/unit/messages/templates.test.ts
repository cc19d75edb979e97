import { expect, test } from 'vitest';
import { routesOf } from '../../../functions/stream/event-routes.ts';
import { billingEvents } from '../../../shared/billing/events.ts';
import { catalogueEvents } from '../../../shared/catalogue/events.ts';
import { fulfilmentEvents } from '../../../shared/fulfilment/events.ts';
import { identityEvents } from '../../../shared/identity/events.ts';
import { templates } from '../../../shared/messages/templates.ts';
import { meteringEvents } from '../../../shared/metering/events.ts';
import { entitlementEvents, orderEvents } from '../../../shared/orders/events.ts';
import { sellerEvents } from '../../../shared/sellers/events.ts';

const names = [
  billingEvents,
  catalogueEvents,
  fulfilmentEvents,
  identityEvents,
  meteringEvents,
  orderEvents,
  entitlementEvents,
  sellerEvents,
].flatMap((events) => Object.values(events));
const eventOf = (name: string) => ({
  id: 'x/event#1',
  name,
  at: '2026-11-02T02:00:00Z',
  by: 'x',
  aggregateId: 'x',
  version: 1,
  requestId: 'x',
  data: {},
});

test('every event that is routed to the messages queue has its words, and every word has its event', () => {
  const routed = names.filter((name) => routesOf(eventOf(name)).some(({ queue }) => queue === 'messages'));
  expect(routed.length).toBeGreaterThan(8);
  expect(routed.filter((name) => !(name in templates))).toEqual([]);
  expect(Object.keys(templates).filter((name) => !(names as string[]).includes(name))).toEqual([]);
});
