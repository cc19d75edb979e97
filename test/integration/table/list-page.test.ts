import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { idsAt, timeOfId } from '../../../shared/kernel/ids.ts';
import { defineEntity } from '../../../shared/table/entity.ts';
import {
  listPage,
  placeOf,
  placeOfIds,
  placeOfTime,
  type TimedList,
} from '../../../shared/table/list-page.ts';
import { makeTable, type TestTable } from '../../support/table.ts';

type Thing = {
  readonly id: string;
  readonly createdAt: string;
  readonly status: string;
  readonly markets: readonly string[];
  readonly name: string;
  readonly version: number;
};
type Row = Pick<Thing, 'id' | 'createdAt' | 'status' | 'markets' | 'name'>;

const things = defineEntity<Thing, string>({
  type: 'thing',
  keyOf: (id) => ({ pk: id, sk: 'thing' }),
  idOf: ({ id }) => id,
  lists: ({ id, createdAt }) => ({
    list1: { pk: 'by-id', sk: placeOf(id) },
    list2: { pk: 'by-time', sk: `${createdAt}#${id}` },
  }),
  row: ({ version: _, ...row }) => row,
});

const rowOf = ({ row }: { readonly row?: unknown }): Row => row as Row;
const textsOf = ({ name }: Row) => [name];
/** The three ways in which lists stand in the order of time. */
const lists: Record<string, TimedList<Row>> = {
  'by ids': { index: 'list1', pk: 'by-id', placeAt: placeOfIds, rowOf, textsOf },
  'by times': { index: 'list2', pk: 'by-time', placeAt: placeOfTime, rowOf, textsOf },
  'by places': {
    index: 'list2',
    pk: 'by-time',
    prefix: '2',
    timeOf: ({ createdAt }) => createdAt,
    rowOf,
    textsOf,
  },
};

const start = Date.parse('2026-11-01T00:00:00Z');
const hour = 3_600_000;
const timeAt = (hours: number): string => new Date(start + hours * hour).toISOString();

let engine: TestTable;
let all: Row[];
beforeAll(async () => {
  engine = await makeTable();
  all = Array.from({ length: 24 }, (_, place) => {
    const createdAt = timeAt(Math.floor(place / 2));
    return {
      id: idsAt(new Date(createdAt))('thg'),
      createdAt,
      status: ['created', 'paid', 'refunded'][place % 3] ?? '',
      markets: place % 2 === 0 ? ['api'] : ['api', 'data'],
      name: `企业 Data ${place}`,
    };
  });
  const context = { actor: { kind: 'system', name: 'test' }, now: new Date(start), requestId: 'r' } as const;
  await Promise.all(all.map((row) => engine.table.commit([things.create({ ...row, version: 1 })], context)));
});

const wanted = fc.record(
  {
    createdFrom: fc.oneof(
      fc.integer({ min: -2, max: 13 }).map(timeAt),
      fc.constant('1961-01-01T00:00:00.000Z'),
    ),
    createdTo: fc.oneof(
      fc.integer({ min: -2, max: 13 }).map(timeAt),
      fc.constant('1962-01-01T00:00:00.000Z'),
    ),
    status: fc.constantFrom('created', 'paid', 'refunded', 'unknown'),
    markets: fc.constantFrom('api', 'data'),
    q: fc.constantFrom('data', 'ＤＡＴＡ 1', '企业', 'nothing'),
    sort: fc.constantFrom('newest' as const, 'oldest' as const),
  },
  { requiredKeys: [] },
);
const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

describe.each(Object.entries(lists))('a list that stands in time %s', (_, list) => {
  test('answers over all its pages exactly the rows that the request wants, in the order asked for', async () => {
    await fc.assert(
      fc.asyncProperty(wanted, fc.integer({ min: 1, max: 30 }), async (request, limit) => {
        const { createdFrom = '', createdTo = '9', status, markets, q, sort } = request;
        fc.pre(createdFrom < createdTo);

        const seen: Row[] = [];
        let cursor: string | undefined;
        do {
          const page = await listPage(engine.table, list, { ...request, limit, cursor });
          expect(page.items.length).toBeLessThanOrEqual(limit);
          seen.push(...page.items);
          cursor = page.next;
        } while (cursor !== undefined);

        const meant = all
          .filter((row) => row.createdAt >= createdFrom && row.createdAt < createdTo)
          .filter((row) => status === undefined || row.status === status)
          .filter((row) => markets === undefined || row.markets.includes(markets))
          .filter((row) => q === undefined || plain(row.name).includes(plain(q)));
        expect(seen.map(({ id }) => id).toSorted()).toEqual(meant.map(({ id }) => id).toSorted());
        const times = seen.map(({ createdAt }) => createdAt);
        expect(times).toEqual(sort === 'oldest' ? times.toSorted() : times.toSorted().reverse());
      }),
      { numRuns: 40 },
    );
  });

  test('refuses a cursor that another order has given', async () => {
    const { next } = await listPage(engine.table, list, { limit: 3 });
    await expect(
      listPage(engine.table, list, { limit: 3, cursor: next, sort: 'oldest' }),
    ).rejects.toMatchObject({ spec: { code: 'request.cursor_invalid' } });
  });
});

test('a range of time is a range of the index: nothing outside of it is read', async () => {
  const { 'by ids': list } = lists;
  const few = { createdFrom: timeAt(3), createdTo: timeAt(4), limit: 100 };
  const { items, next } = await listPage(engine.table, list as TimedList<Row>, few);
  expect({ count: items.length, next }).toEqual({ count: 2, next: undefined });
});

test('an id says when it was made, to the millisecond', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }), (time) => {
      expect(timeOfId(idsAt(time)('thg'))).toEqual(time);
    }),
  );
});
