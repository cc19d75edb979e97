import { expect, test } from 'vitest';
import { routesOf } from '../../../functions/stream/event-routes.ts';
import { allEvents } from '../../../shared/events.ts';
import { templates } from '../../../shared/messages/templates.ts';

const names = allEvents.map(({ name }) => name);
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
  expect(Object.keys(templates).filter((name) => !names.includes(name))).toEqual([]);
});
