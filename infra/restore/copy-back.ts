import { isDeepStrictEqual } from 'node:util';
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type DynamoDBClient,
  ScanCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';

type Item = Record<string, AttributeValue>;
export type CopyBack = {
  readonly client: DynamoDBClient;
  /** the table that point-in-time recovery made */
  readonly from: string;
  /** the table that the marketplace works with */
  readonly to: string;
  /** count only */
  readonly dryRun?: boolean;
  readonly onPage?: (counts: Counts) => void;
};
/** Rows that were written because they differed or were missing, removed because the restored table has none, and left as they are. */
export type Counts = { readonly written: number; readonly removed: number; readonly same: number };

/** The most keys that DynamoDB takes in one read, and the most writes in one request. */
const keysMost = 100;
const writesMost = 25;

/**
 * Makes the working table hold exactly what the restored one holds, and touches only rows that differ. Its name, streams and indexes stay,
 * so that no stack changes. It can be ended and run again at any point: what is right already is left alone. Nobody else may write to
 * the table meanwhile.
 *
 * Versions alone never go back: a notification's id is made of its entitlement's version, and a receipt's number is one, so that ids that
 * sellers have seen would be given to other content. A row that goes takes its version along, since what comes later has an id of its own.
 * The one exception is an entitlement, which has its order's: the runbook opens once orders of that moment can no longer be paid.
 */
export async function copyBack(options: CopyBack): Promise<Counts> {
  const { client, from, to, dryRun = false, onPage = () => undefined } = options;
  const counts = { written: 0, removed: 0, same: 0 };

  for await (const items of pagesOf(client, from)) {
    const present = await found(client, to, items.map(keyOf));
    const wanted = items.map((item) => atLeastAt(item, present.get(keyText(item))));
    const differing = wanted.filter((item) => !isDeepStrictEqual(present.get(keyText(item)), item));
    if (!dryRun)
      await write(
        client,
        to,
        differing.map((Item) => ({ PutRequest: { Item } })),
      );
    counts.written += differing.length;
    counts.same += items.length - differing.length;
    onPage(counts);
  }

  for await (const items of pagesOf(client, to)) {
    const restored = await found(client, from, items.map(keyOf));
    const surplus = items.filter((item) => !restored.has(keyText(item)));
    if (!dryRun)
      await write(
        client,
        to,
        surplus.map((item) => ({ DeleteRequest: { Key: keyOf(item) } })),
      );
    counts.removed += surplus.length;
    onPage(counts);
  }
  return counts;
}

/** The restored row at the present one's version where that is higher. */
function atLeastAt(restored: Item, present: Item | undefined): Item {
  const isHigher = Number(present?.v?.N) > Number(restored.v?.N);
  return isHigher ? { ...restored, v: present?.v as AttributeValue } : restored;
}

const keyOf = ({ pk, sk }: Item): Item => ({ pk: pk as AttributeValue, sk: sk as AttributeValue });
const keyText = ({ pk, sk }: Item): string => JSON.stringify([pk?.S, sk?.S]);

/** Every row of a table, as many at a time as can be looked up at once. */
async function* pagesOf(client: DynamoDBClient, TableName: string): AsyncGenerator<Item[]> {
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName, ConsistentRead: true, Limit: keysMost, ExclusiveStartKey }),
    );
    yield page.Items ?? [];
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
}

async function found(
  client: DynamoDBClient,
  tableName: string,
  keys: readonly Item[],
): Promise<Map<string, Item>> {
  const items = new Map<string, Item>();
  let wanted = [...keys];
  while (wanted.length > 0) {
    const request = { [tableName]: { Keys: wanted, ConsistentRead: true } };
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetItemCommand({ RequestItems: request }),
    );
    for (const item of Responses?.[tableName] ?? []) items.set(keyText(item), item);
    wanted = UnprocessedKeys?.[tableName]?.Keys ?? [];
  }
  return items;
}

async function write(
  client: DynamoDBClient,
  tableName: string,
  requests: readonly WriteRequest[],
): Promise<void> {
  let waiting = [...requests];
  while (waiting.length > 0) {
    const [now, later] = [waiting.slice(0, writesMost), waiting.slice(writesMost)];
    const { UnprocessedItems } = await client.send(
      new BatchWriteItemCommand({ RequestItems: { [tableName]: now } }),
    );
    waiting = [...(UnprocessedItems?.[tableName] ?? []), ...later];
  }
}
