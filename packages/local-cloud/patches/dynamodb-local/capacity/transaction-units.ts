import { indexUnits } from './index-units.ts';
import type { Item } from './item-size.ts';
import { itemSize, writeUnits } from './item-size.ts';
import type { TableShape } from './table-shape.ts';

/** One step of a transaction that went through: the item before and after it. A condition check leaves it as it was. */
export interface ItemChange {
  tableName: string;
  shape: TableShape;
  before?: Item;
  after?: Item;
}

export interface ConsumedCapacity {
  TableName: string;
  CapacityUnits: number;
  WriteCapacityUnits: number;
  Table?: { CapacityUnits: number };
  GlobalSecondaryIndexes?: Record<string, { CapacityUnits: number }>;
}

/** A transaction prepares and commits every item; each of these is a write of the larger of its two states. */
const writesPerItem = 2;

const tableUnits = ({ before, after }: ItemChange): number =>
  writesPerItem * writeUnits(Math.max(before ? itemSize(before) : 0, after ? itemSize(after) : 0));

/**
 * What AWS bills for a transaction, by table. That writes to indexes are not counted twice is an assumption: AWS says that an index follows its table
 * after the transaction, and says nothing of its price.
 */
export function transactionUnits(
  changes: readonly ItemChange[],
  level: 'INDEXES' | 'TOTAL',
): ConsumedCapacity[] {
  return [...Map.groupBy(changes, ({ tableName }) => tableName)].map(([TableName, own]) => {
    const table = own.reduce((sum, change) => sum + tableUnits(change), 0);
    const perIndex = (own[0]?.shape.indexes ?? []).map((index) => ({
      name: index.name,
      units: own.reduce((sum, { before, after }) => sum + indexUnits(index, before, after), 0),
    }));
    const touched = perIndex.filter(({ units }) => units > 0);
    const all = touched.reduce((sum, { units }) => sum + units, table);
    return {
      TableName,
      CapacityUnits: all,
      WriteCapacityUnits: all,
      ...(level === 'INDEXES' && { Table: { CapacityUnits: table } }),
      ...(level === 'INDEXES' &&
        touched.length > 0 && {
          GlobalSecondaryIndexes: Object.fromEntries(
            touched.map(({ name, units }) => [name, { CapacityUnits: units }]),
          ),
        }),
    };
  });
}
