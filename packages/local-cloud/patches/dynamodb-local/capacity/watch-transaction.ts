import type { AwsJsonCall } from '../../../src/engines/aws-json.ts';
import type { Item } from './item-size.ts';
import type { TableShape, tableShapes } from './table-shape.ts';
import type { ConsumedCapacity } from './transaction-units.ts';
import { transactionUnits } from './transaction-units.ts';

interface Put {
  TableName: string;
  Item: Item;
  ConditionExpression?: string;
}
interface Keyed {
  TableName: string;
  Key: Item;
}
export interface TransactWriteInput {
  TransactItems: { Put?: Put; Update?: Keyed; Delete?: Keyed; ConditionCheck?: Keyed }[];
  ReturnConsumedCapacity?: string;
}

type Step = { tableName: string; shape: TableShape; key: Item } & (
  | { kind: 'put'; item: Item; creates: boolean }
  | { kind: 'update' | 'delete' | 'check' }
);
type Reading = { find(step: Step): Item | undefined };

/**
 * Looks at the items of a transaction before it runs; the function that it gives is called once the transaction went through, and tells what it cost. The
 * old state is read before and the new one of updates after: a writer that comes between them is counted with it.
 */
export async function watchTransaction(
  call: AwsJsonCall,
  shapes: ReturnType<typeof tableShapes>,
  { TransactItems, ReturnConsumedCapacity }: TransactWriteInput,
): Promise<() => Promise<ConsumedCapacity[]>> {
  const steps = await Promise.all(TransactItems.map((each) => stepOf(each, shapes.of)));
  const before = await readItems(
    call,
    steps.filter((step) => step.kind !== 'put' || !step.creates),
  );
  return async () => {
    const after = await readItems(
      call,
      steps.filter(({ kind }) => kind === 'update'),
    );
    const changes = steps.map((step) => {
      const old = before.find(step);
      const next = {
        put: () => (step.kind === 'put' ? step.item : undefined),
        update: () => after.find(step),
        delete: () => undefined,
        check: () => old,
      };
      return { tableName: step.tableName, shape: step.shape, before: old, after: next[step.kind]() };
    });
    return transactionUnits(changes, ReturnConsumedCapacity === 'INDEXES' ? 'INDEXES' : 'TOTAL');
  };
}

async function stepOf(
  { Put, Update, Delete, ConditionCheck }: TransactWriteInput['TransactItems'][number],
  shapeOf: (name: string) => Promise<TableShape>,
): Promise<Step> {
  const keyed = Put ?? Update ?? Delete ?? ConditionCheck;
  if (!keyed) throw new Error('a step without an action');
  const shape = await shapeOf(keyed.TableName);
  const common = { tableName: keyed.TableName, shape };
  if (Put) {
    const key = Object.fromEntries(
      shape.keys.flatMap((name) => (Put.Item[name] ? [[name, Put.Item[name]]] : [])),
    );
    // Such a put went through only where nothing was: nothing needs to be read.
    const creates = Put.ConditionExpression === `attribute_not_exists(${shape.keys[0]})`;
    return { ...common, key, kind: 'put', item: Put.Item, creates };
  }
  return { ...common, key: (keyed as Keyed).Key, kind: Update ? 'update' : Delete ? 'delete' : 'check' };
}

/** Reads the steps' items as they are now. */
async function readItems(call: AwsJsonCall, steps: readonly Step[]): Promise<Reading> {
  const identity = (tableName: string, keys: readonly string[], item: Item) =>
    JSON.stringify([tableName, keys.map((name) => item[name])]);
  const found = new Map<string, Item>();
  const shapes = new Map(steps.map(({ tableName, shape }) => [tableName, shape]));
  let pending: Record<string, { Keys: Item[]; ConsistentRead: boolean }> = Object.fromEntries(
    [...Map.groupBy(steps, ({ tableName }) => tableName)].map(([tableName, own]) => [
      tableName,
      { Keys: own.map(({ key }) => key), ConsistentRead: true },
    ]),
  );
  while (Object.keys(pending).length > 0) {
    const answer = await call<{ Responses?: Record<string, Item[]>; UnprocessedKeys?: typeof pending }>(
      'BatchGetItem',
      {
        RequestItems: pending,
      },
    );
    for (const [tableName, items] of Object.entries(answer.Responses ?? {}))
      for (const item of items) found.set(identity(tableName, shapes.get(tableName)?.keys ?? [], item), item);
    pending = answer.UnprocessedKeys ?? {};
  }
  return { find: ({ tableName, shape, key }) => found.get(identity(tableName, shape.keys, key)) };
}
