import { describe, expect, it, test } from 'vitest';
import * as z from 'zod';
import { allEvents } from '../../../shared/events.ts';
import { defineEvents, happened, on, to } from '../../../shared/kernel/events/define-events.ts';
import {
  fields,
  listOf,
  maybe,
  misfit,
  oneOf,
  schemaOf,
  text,
  whole,
} from '../../../shared/kernel/events/shape.ts';
import { template, told } from '../../../shared/messages/template.ts';

const payload = {
  buyerId: text,
  count: whole,
  colour: maybe(oneOf('red', 'blue')),
  lines: listOf(fields({ name: text })),
};
const { bought } = defineEvents({
  bought: { name: 'thing.bought', payload, route: ({ data }) => (data.count > 1 ? to('orders')() : []) },
});
const data = { buyerId: 'usr_1', count: 2, lines: [{ name: '一' }] };
const message = {
  ...{ id: 'thg_1/event#1', name: 'thing.bought', at: '2026-11-02T02:00:00Z', by: 'system:test' },
  ...{ aggregateId: 'thg_1', version: 1, requestId: 'r', data },
};

describe('every kind of event', () => {
  it('has a name of its own, of a thing and what happened to it', () => {
    const names = allEvents.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/.test(name))).toEqual([]);
  });

  it('has a payload of which a JSON Schema can be made', () => {
    const schemas = allEvents.map(({ payload }) =>
      z.fromJSONSchema(schemaOf(payload) as z.core.JSONSchema.JSONSchema),
    );

    expect(schemas.length).toBeGreaterThan(60);
  });
});

describe('a payload', () => {
  const schema = schemaOf(payload);

  it.each([
    [data, undefined],
    [{ ...data, colour: 'red', further: true }, undefined],
    [{ ...data, colour: 'green' }, '/colour'],
    [{ ...data, count: '2' }, '/count'],
    [{ ...data, count: 1.5 }, '/count'],
    [{ buyerId: 'usr_1', lines: [] }, '/count'],
    [{ ...data, lines: [{ name: '一' }, {}] }, '/lines/1/name'],
    [{ ...data, lines: {} }, '/lines'],
  ])('is checked by its schema: %j', (given, wrong) => {
    expect(misfit(schema, given)).toBe(wrong);
  });
});

test('a consumer refuses an event that tells something else than its row says', () => {
  const [name, step] = on(bought, ({ data: { count } }, more: number) => count + more);

  expect([name, step(message, 1)]).toEqual(['thing.bought', 3]);
  expect(() => step({ ...message, data: { ...data, count: 'many' } }, 1)).toThrow(
    'is no thing.bought: /count',
  );
  expect(() => step({ ...message, name: 'thing.sold' }, 1)).toThrow('/name');
});

test('a misspelt field does not compile, in an event, a route, a consumer or a template', () => {
  const words = {
    category: 'orders',
    zh: () => ({ subject: '', text: '' }),
    en: () => ({ subject: '', text: '' }),
  } as const;

  expect(happened(bought, data)).toEqual({ name: 'thing.bought', data });
  // @ts-expect-error a field is missing
  happened(bought, { buyerId: 'usr_1', lines: [] });
  // @ts-expect-error a field is misspelt
  happened(bought, { ...data, color: 'red' });
  // @ts-expect-error nothing is an event that was not made by its row
  const event: ReturnType<typeof happened> = { name: 'thing.bought', data };
  // @ts-expect-error the payload has no such field
  on(bought, ({ data: { amount } }) => amount);
  // @ts-expect-error the payload has no such field
  defineEvents({ bad: { name: 'x.y', payload, route: ({ data: { amount } }) => (amount ? [] : []) } });
  told(bought, template({ to: 'buyer', data: z.object({ count: z.int() }), ...words }));
  // @ts-expect-error the event tells no such field
  told(bought, template({ to: 'buyer', data: z.object({ amount: z.int() }), ...words }));
  // @ts-expect-error the event tells no such field, not even one that may be absent
  told(bought, template({ to: 'buyer', data: z.object({ color: z.string().optional() }), ...words }));
  const lines = z.object({ lines: z.array(z.object({ nam: z.string() })) });
  // @ts-expect-error a line tells no such field
  told(bought, template({ to: 'buyer', data: lines, ...words }));
  // @ts-expect-error the event names no seller
  told(bought, template({ to: 'seller', data: z.object({ count: z.int() }), ...words }));
  expect(event.name).toBe(message.name);
});
