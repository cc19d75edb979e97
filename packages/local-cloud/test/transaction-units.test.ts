import { expect, test } from 'vitest';
import { indexUnits } from '../patches/dynamodb-local/capacity/index-units.ts';
import type { Item } from '../patches/dynamodb-local/capacity/item-size.ts';
import { tableShape } from '../patches/dynamodb-local/capacity/table-shape.ts';
import { transactionUnits } from '../patches/dynamodb-local/capacity/transaction-units.ts';

const names = (...all: string[]) => all.map((AttributeName) => ({ AttributeName }));
const shape = tableShape({
  KeySchema: names('pk', 'sk'),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'list',
      KeySchema: names('lpk', 'lsk'),
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['row'] },
    },
    { IndexName: 'all', KeySchema: names('apk'), Projection: { ProjectionType: 'ALL' } },
  ],
});
const [list, all] = shape.indexes as [(typeof shape.indexes)[0], (typeof shape.indexes)[0]];

const itemOf = (fields: Record<string, string>): Item =>
  Object.fromEntries(
    Object.entries({ pk: 'p', sk: 's', ...fields }).map(([name, value]) => [name, { S: value }]),
  );
const listed = (fields: Record<string, string> = {}) => itemOf({ lpk: 'l', lsk: '1', row: 'r', ...fields });
const long = 'x'.repeat(1500);

test.each<[string, Item | undefined, Item | undefined, number]>([
  ['an entry that appears', undefined, listed(), 1],
  ['an entry that appears with an update', itemOf({}), listed(), 1],
  ['an entry that vanishes', listed(), undefined, 1],
  ['an entry that vanishes with its key', listed(), itemOf({ lpk: 'l' }), 1],
  ['a large entry', undefined, listed({ row: long }), 2],
  ['another sort key', listed(), listed({ lsk: '2' }), 2],
  ['another sort key of a large entry', listed({ row: long }), listed({ lsk: '2' }), 3],
  ['another projected value', listed(), listed({ row: 'q' }), 1],
  ['a projected value that becomes smaller', listed({ row: long }), listed(), 2],
  ['another value that is not projected', listed({ other: '1' }), listed({ other: '2' }), 0],
  ['a large value that is not projected', undefined, listed({ other: long }), 1],
  ['an item outside of the index', itemOf({}), itemOf({ row: 'q' }), 0],
])('%s costs the index as AWS says', (_what, before, after, units) => {
  expect(indexUnits(list, before, after)).toBe(units);
});

test('an index of everything pays for every change', () => {
  expect(indexUnits(all, itemOf({ apk: 'a', other: '1' }), itemOf({ apk: 'a', other: '2' }))).toBe(1);
});

test('a transaction counts each item twice by its larger state, each index once, and names tables and indexes', () => {
  const in1 = { tableName: 'one', shape };
  const changes = [
    { ...in1, after: listed() },
    { ...in1, before: itemOf({ other: long }), after: itemOf({}) },
    { ...in1, before: itemOf({ other: long }) },
    { ...in1 },
    { tableName: 'two', shape, before: itemOf({}), after: itemOf({}) },
  ];
  expect(transactionUnits(changes, 'INDEXES')).toEqual([
    {
      TableName: 'one',
      CapacityUnits: 13,
      WriteCapacityUnits: 13,
      Table: { CapacityUnits: 12 },
      GlobalSecondaryIndexes: { list: { CapacityUnits: 1 } },
    },
    { TableName: 'two', CapacityUnits: 2, WriteCapacityUnits: 2, Table: { CapacityUnits: 2 } },
  ]);
  expect(transactionUnits(changes, 'TOTAL')).toEqual([
    { TableName: 'one', CapacityUnits: 13, WriteCapacityUnits: 13 },
    { TableName: 'two', CapacityUnits: 2, WriteCapacityUnits: 2 },
  ]);
});
