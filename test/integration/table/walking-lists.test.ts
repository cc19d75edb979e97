import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ListRequest } from '../../../shared/kernel/page.ts';
import { encodeCursor } from '../../../shared/table/cursor.ts';
import { defineEntity } from '../../../shared/table/entity.ts';
import { listPage, placeOfTime, rowOfItem } from '../../../shared/table/list-page.ts';
import { makeTable, type TestTable } from '../../support/table.ts';

type Row = { readonly id: string; readonly ownerId: string; readonly version: number };
const rows = defineEntity<Row, string>({
  type: 'row',
  keyOf: (id) => ({ pk: id, sk: 'row' }),
  idOf: ({ id }) => id,
  lists: ({ ownerId, id }) => ({ list1: { pk: `owner#${ownerId}`, sk: id } }),
  row: ({ id }) => ({ id }),
});

let engine: TestTable;
beforeAll(async () => {
  engine = await makeTable();
});

const context = {
  actor: { kind: 'system', name: 'test' },
  now: new Date('2026-11-02T02:00:00Z'),
  requestId: 'test',
} as const;
const add = (ownerId: string, id: string) =>
  engine.table.commit([rows.create({ id: `${ownerId}-${id}`, ownerId, version: 1 })], context);
const listOf = (ownerId: string) =>
  ({
    index: 'list1',
    pk: `owner#${ownerId}`,
    placeAt: placeOfTime,
    rowOf: rowOfItem<{ id: string }>,
  }) as const;
const walk = (ownerId: string, request: ListRequest) => listPage(engine.table, listOf(ownerId), request);

describe('walking a list', () => {
  test('shows every row that was there exactly once, whatever is added meanwhile', async () => {
    let owners = 0;
    const ids = fc.uniqueArray(
      fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom(...'abcdefghij') }),
      {
        minLength: 1,
        maxLength: 25,
      },
    );
    await fc.assert(
      fc.asyncProperty(
        ids,
        fc.integer({ min: 1, max: 7 }),
        fc.boolean(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (all, limit, descending, share) => {
          owners += 1;
          const ownerId = `o${owners}`;
          const there = all.slice(0, Math.max(1, Math.floor(all.length * share)));
          const later = all.slice(there.length);
          await Promise.all(there.map((id) => add(ownerId, id)));
          const seen: string[] = [];
          let cursor: string | undefined;
          do {
            const page = await walk(ownerId, {
              ...{ limit, cursor },
              sort: descending ? 'newest' : 'oldest',
            });
            expect(page.items.length).toBeLessThanOrEqual(limit);
            seen.push(...page.items.map(({ id }) => id));
            const next = later.pop();
            if (next !== undefined) await add(ownerId, next);
            cursor = page.next;
          } while (cursor !== undefined);
          expect(new Set(seen).size).toBe(seen.length);
          for (const id of there) expect(seen).toContain(`${ownerId}-${id}`);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('the cursor of a list', () => {
  test('never leads into another list, whatever the cursor says', async () => {
    await add('mine', 'a');
    await add('theirs', 'b');
    const cursor = encodeCursor(listOf('mine'), ['a', 'theirs-a', 'row']);
    const page = await walk('mine', { limit: 10, cursor });
    expect(page.items.every(({ id }) => id.startsWith('mine'))).toBe(true);
  });

  test('refuses the cursor of another list, and its own with another place', async () => {
    await Promise.all(['c', 'd', 'e'].flatMap((id) => [add('one', id), add('other', id)]));
    const { next = '' } = await walk('one', { limit: 1 });
    const parts: string[] = JSON.parse(Buffer.from(next, 'base64url').toString());
    const changed = parts
      .map((_, at) => parts.with(at, `${parts[at]}x`))
      .map((each) => Buffer.from(JSON.stringify(each)).toString('base64url'));

    for (const [ownerId, cursor] of [
      ['other', next] as const,
      ...changed.map((each) => ['one', each] as const),
    ])
      await expect(walk(ownerId, { limit: 1, cursor })).rejects.toMatchObject({
        spec: { code: 'request.cursor_invalid' },
      });
    expect((await walk('one', { limit: 9, cursor: next })).items).toHaveLength(2);
  });

  test.each([
    '',
    'x',
    '%%%',
    Buffer.from('{}').toString('base64url'),
    Buffer.from('["a"]').toString('base64url'),
    Buffer.from('[1,2,3]').toString('base64url'),
  ])('refuses %j as a cursor', async (cursor) => {
    await expect(walk('mine', { limit: 10, cursor })).rejects.toMatchObject({
      spec: { code: 'request.cursor_invalid' },
    });
  });
});
