import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { listProjection, tableIndexes } from '../../shared/table/keys.ts';
import type { TestTable } from './table.ts';

/**
 * Counts the write units of transactions that only create items, by AWS's published rules: every item rounded up to whole
 * kilobytes and counted twice, every index that it enters once. The local engine does not report transactions by these rules.
 */
export function countWrites({ client }: Pick<TestTable, 'client'>): { units: number; largestItem: number } {
  const counted = { units: 0, largestItem: 0 };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName === 'TransactWriteItemsCommand')
        for (const item of (args.input as { TransactItems: TransactWriteItem[] }).TransactItems) {
          const put = item.Put?.Item;
          if (!put || !item.Put?.ConditionExpression?.includes('not_exists')) throw new Error('only created items can be counted');
          counted.largestItem = Math.max(counted.largestItem, sizeOf(put));
          counted.units += 2 * kilobytes(sizeOf(put)) + indexUnits(unmarshall(put));
        }
      return next(args);
    },
    { step: 'initialize' },
  );
  return counted;
}

const kilobytes = (bytes: number): number => Math.ceil(bytes / 1024);

function indexUnits(item: Record<string, unknown>): number {
  return Object.entries(tableIndexes)
    .filter(([, { pk }]) => item[pk] !== undefined)
    .reduce((sum, [name, { pk, sk }]) => {
      const projected = ['pk', 'sk', pk, sk, ...(name === 'due' ? ['type'] : listProjection)];
      const image = Object.fromEntries(projected.filter((key) => item[key] !== undefined).map((key) => [key, item[key]]));
      return sum + kilobytes(sizeOf(marshall(image)));
    }, 0);
}

type Values = NonNullable<NonNullable<TransactWriteItem['Put']>['Item']>;
type Value = Values[string];

/** Size of an item as AWS counts it: names and values in UTF-8, numbers by their digits, 3 bytes for a list or a map and 1 for each of its members. */
const sizeOf = (item: Values): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0);

function valueSize(value: Value): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return Math.ceil(value.N.replace(/\D/g, '').length / 2) + 2;
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + sizeOf(value.M);
  if (value.L !== undefined) return 3 + value.L.reduce((sum, member) => sum + 1 + valueSize(member), 0);
  return 1;
}
