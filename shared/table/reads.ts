import type { Attributes, Key } from '../kernel/change.ts';
import { kernelErrors } from '../kernel/errors.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import { reportConsumed } from './capacity.ts';
import { requestTo, type TableConnection } from './connection.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { isRefusal } from './engine.ts';
import { fromItem, type Item, toItem } from './item.ts';
import { type IndexName, tableIndexes } from './keys.ts';

export type QueryInput = {
  readonly pk: string;
  readonly index?: IndexName;
  /** only sort keys with this beginning */
  readonly prefix?: string;
  /** only sort keys from, to (inclusive) */
  readonly between?: readonly [string, string];
  readonly descending?: boolean;
  readonly consistent?: boolean;
  /** tells the cursors of several lists apart that walk the same partition */
  readonly list?: string;
};

/** One item, or undefined where none is. */
export async function getItem(
  { engine, tableName, onConsumed }: TableConnection,
  key: Key,
  { eventual }: { readonly eventual: boolean },
): Promise<Attributes | undefined> {
  const answer = await engine('GetItem', {
    ...requestTo(tableName),
    Key: toItem(key),
    ConsistentRead: !eventual,
  });

  reportConsumed(onConsumed, 'GetItem', 'read', answer.ConsumedCapacity);
  return answer.Item && fromItem(answer.Item);
}

/** Several items, 100 at most, in no order; absent ones are left out. */
export async function getItems(
  { engine, tableName, onConsumed }: TableConnection,
  keys: readonly Key[],
  { eventual }: { readonly eventual: boolean },
): Promise<Attributes[]> {
  const found: Attributes[] = [];
  let pending: Item[] = keys.map((key) => toItem(key));
  while (pending.length > 0) {
    const answer = await engine('BatchGetItem', {
      RequestItems: { [tableName]: { Keys: pending, ConsistentRead: !eventual } },
      ReturnConsumedCapacity: 'INDEXES',
    });
    reportConsumed(onConsumed, 'BatchGetItem', 'read', answer.ConsumedCapacity);
    found.push(...(answer.Responses?.[tableName] ?? []).map((item) => fromItem(item)));
    pending = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
  }
  return found;
}

/** One page of a partition or of a list index; of a range that ends before it begins nothing, which the engine would not be asked. */
export async function queryPage(
  { engine, tableName, onConsumed }: TableConnection,
  query: QueryInput,
  page: PageRequest,
): Promise<Page<Attributes>> {
  if (query.between && query.between[0] > query.between[1]) return { items: [] };
  const start = page.cursor === undefined ? undefined : startAt(query, page.cursor);
  const answer = await engine('Query', {
    ...requestTo(tableName),
    ...conditionOf(query),
    IndexName: query.index,
    Limit: page.limit,
    ScanIndexForward: !query.descending,
    ConsistentRead: query.consistent ?? false,
    ExclusiveStartKey: start && toItem(start),
  }).catch((error: unknown) => {
    // A cursor of another range of the same list is a start that the engine refuses.
    throw start && isRefusal(error, 'ValidationException') ? kernelErrors.cursor_invalid() : error;
  });

  reportConsumed(onConsumed, 'Query', 'read', answer.ConsumedCapacity);
  const last = answer.LastEvaluatedKey && fromItem(answer.LastEvaluatedKey);
  const next = last && cursorAfter(query, last);
  return { items: (answer.Items ?? []).map((item) => fromItem(item)), next };
}

const keyNames = ({ index }: QueryInput) => (index ? tableIndexes[index] : { pk: 'pk', sk: 'sk' });

/** The key after which the page begins. The partition is the query's own, whatever the cursor says. */
function startAt(query: QueryInput, cursor: string): Attributes {
  const { pk, sk } = keyNames(query);
  const position = decodeCursor(query, cursor);
  const ofTable = query.index && { pk: position[1], sk: position[2] };
  return { ...ofTable, [pk]: query.pk, [sk]: position[0] };
}

function cursorAfter(query: QueryInput, last: Attributes): string {
  const names = query.index ? [keyNames(query).sk, 'pk', 'sk'] : ['sk'];
  return encodeCursor(
    query,
    names.map((name) => String(last[name])),
  );
}

function conditionOf(query: QueryInput) {
  const { pk, sk } = keyNames(query);
  const range = rangeOf(query);
  return {
    KeyConditionExpression: `#pk = :pk${range}`,
    ExpressionAttributeNames: { '#pk': pk, ...(range && { '#sk': sk }) },
    ExpressionAttributeValues: toItem({
      ':pk': query.pk,
      ':from': query.prefix ?? query.between?.[0],
      ':to': query.between?.[1],
    }),
  };
}

function rangeOf({ prefix, between }: QueryInput): string {
  if (prefix !== undefined) return ' AND begins_with(#sk, :from)';
  return between ? ' AND #sk BETWEEN :from AND :to' : '';
}
