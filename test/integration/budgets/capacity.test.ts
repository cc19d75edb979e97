import { PutItemCommand, type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { itemSize } from '@yunshi/local-cloud/engines';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeTable, type TestTable } from '../../support/table.ts';

let engine: TestTable;
beforeAll(async () => {
  engine = await makeTable();
});
let made = 0;
const newKey = () => ({ pk: `capacity-${made++}`, sk: 'item' });
const listed = { l1pk: 'list', l1sk: '1', row: { name: '云市' } };

type Fields = Record<string, unknown>;
const put = (fields: Fields, key = newKey()): TransactWriteItem => ({
  Put: { TableName: engine.tableName, Item: marshall({ ...key, ...fields }) },
});
async function transact(...items: TransactWriteItem[]) {
  const answer = await engine.client.send(
    new TransactWriteItemsCommand({ TransactItems: items, ReturnConsumedCapacity: 'INDEXES' }),
  );
  const [{ CapacityUnits, Table, GlobalSecondaryIndexes = {} } = {}] = answer.ConsumedCapacity ?? [];
  return {
    all: CapacityUnits,
    table: Table?.CapacityUnits,
    list1: GlobalSecondaryIndexes.list1?.CapacityUnits ?? 0,
  };
}

/** Units of a single put, which the engine itself reports rightly. */
async function alone({ Put }: TransactWriteItem) {
  const input = { TableName: engine.tableName, Item: {}, ...Put, ReturnConsumedCapacity: 'INDEXES' as const };
  const { Table, GlobalSecondaryIndexes = {} } =
    (await engine.client.send(new PutItemCommand(input))).ConsumedCapacity ?? {};
  return { table: Table?.CapacityUnits, list1: GlobalSecondaryIndexes.list1?.CapacityUnits ?? 0 };
}

describe('a transaction', () => {
  test('of equal small items costs two units for each of them', async () => {
    for (const count of [1, 2, 6])
      expect((await transact(...Array.from({ length: count }, () => put({})))).all).toBe(2 * count);
  });

  test('counts large items by the kilobyte and indexed ones with their indexes', async () => {
    const large = put({ text: 'x'.repeat(2100) });
    expect(await transact(large, put({}), put(listed))).toEqual({ all: 11, table: 10, list1: 1 });
  });

  test('counts deletes by what they take away, and checks by what they look at', async () => {
    const [gone, seen] = [newKey(), newKey()];
    await transact(put({ text: 'x'.repeat(1500), ...listed }, gone), put({ text: 'x'.repeat(1500) }, seen));
    const TableName = engine.tableName;
    const check = { TableName, Key: marshall(seen), ConditionExpression: 'attribute_exists(pk)' };
    expect(await transact({ Delete: { TableName, Key: marshall(gone) } }, { ConditionCheck: check })).toEqual(
      {
        all: 9,
        table: 8,
        list1: 1,
      },
    );
  });

  const large = { text: 'x'.repeat(1500), ...listed };
  test.each<[string, Fields, Fields]>([
    ['nothing', large, large],
    ['a value that no index shows', large, { ...large, text: 'short' }],
    ['a value that an index shows', large, { ...large, row: { name: '新名' } }],
    ['an index key', large, { ...large, l1sk: '2' }],
    ['the way into an index', { text: 'short' }, large],
    ['the way out of an index', large, { text: 'short' }],
  ])('that changes %s costs twice the single write, and its index once', async (_what, before, after) => {
    const [one, other] = [newKey(), newKey()];
    await alone(put(before, one));
    await alone(put(before, other));
    const single = await alone(put(after, one));
    expect(await transact(put(after, other))).toMatchObject({
      table: 2 * (single.table ?? 0),
      list1: single.list1,
    });
  });

  test('counts an update by the item that it leaves', async () => {
    const key = newKey();
    await alone(put({}, key));
    const Update = {
      TableName: engine.tableName,
      Key: marshall(key),
      UpdateExpression: 'SET l1pk = :text, l1sk = :text',
      ExpressionAttributeValues: marshall({ ':text': 'x'.repeat(600) }),
    };
    expect(await transact({ Update })).toEqual({ all: 6, table: 4, list1: 2 });
  });
});

test('sizes of items are the engine’s own: at 1,024 bytes one unit, one more byte costs another', async () => {
  const fields = {
    text: '云市',
    flag: true,
    numbers: [0, 1, -123, 1.5, 1762048800000],
    nested: { list: ['a', { b: null }] },
  };
  const key = newKey();
  const pad = 1024 - itemSize(marshall({ ...key, ...fields, pad: '' }));
  const unitsWith = async (padding: number) =>
    (await alone(put({ ...fields, pad: 'x'.repeat(padding) }, key))).table;
  expect(await unitsWith(pad)).toBe(1);
  expect(await unitsWith(pad + 1)).toBe(2);
});
