import { randomUUID } from 'node:crypto';
import type { Attributes, Change, Key } from '../kernel/change.ts';
import { kernelErrors } from '../kernel/errors.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import type { Sealer } from '../kernel/sealed.ts';
import { type OnConsumed, reportConsumed } from './capacity.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { isRefusal, reasonsOf, type TableEngine } from './engine.ts';
import { fromItem, type Item, toItem } from './item.ts';
import { type IndexName, tableIndexes } from './keys.ts';
import { openFields } from './sealed-fields.ts';
import { runSingle } from './single-write.ts';
import { type CommitContext, refusalOf, type Step, toSteps } from './transaction.ts';

export type TableConnection = {
  readonly engine: TableEngine;
  readonly tableName: string;
  readonly onConsumed?: OnConsumed;
  /** seals and opens the fields that entities keep sealed; a function without it handles them unread */
  readonly sealer?: Sealer;
};

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

export type UpdateInput = {
  readonly key: Key;
  readonly expression: string;
  readonly condition?: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Attributes;
};

/** A single write met a transaction on the same item. The client does not repeat it by itself. */
const metTransaction = (error: unknown): boolean => isRefusal(error, 'TransactionConflictException');
const updateAttempts = 5;
const pauseMilliseconds = 20;

/** The single table as the domain sees it. Items are plain objects; nothing here scans. */
export type Table = ReturnType<typeof openTable>;

export function openTable({ engine, tableName, onConsumed, sealer }: TableConnection) {
  const common = { TableName: tableName, ReturnConsumedCapacity: 'INDEXES' as const };

  return {
    /** An item that was read, its named fields open if this function has the key. */
    opened: (item: Attributes, sealed: readonly string[]): Attributes => openFields(item, sealed, sealer),

    /** One item, strongly consistent unless `eventual`. */
    async get(key: Key, { eventual = false } = {}): Promise<Attributes | undefined> {
      const answer = await engine('GetItem', {
        ...common,
        Key: toItem(key),
        ConsistentRead: !eventual,
      });
      reportConsumed(onConsumed, 'GetItem', 'read', answer.ConsumedCapacity);
      return answer.Item && fromItem(answer.Item);
    },

    /** Several items at once, 100 at most, strongly consistent, in no order; absent ones are left out. */
    async getMany(keys: readonly Key[]): Promise<Attributes[]> {
      const found: Attributes[] = [];
      let pending: Item[] = keys.map((key) => toItem(key));
      while (pending.length > 0) {
        const answer = await engine('BatchGetItem', {
          RequestItems: { [tableName]: { Keys: pending, ConsistentRead: true } },
          ReturnConsumedCapacity: 'INDEXES',
        });
        reportConsumed(onConsumed, 'BatchGetItem', 'read', answer.ConsumedCapacity);
        found.push(...(answer.Responses?.[tableName] ?? []).map((item) => fromItem(item)));
        pending = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
      }
      return found;
    },

    /** One page of a partition or of a list index; the cursor holds sort keys only. */
    async query(query: QueryInput, page: PageRequest): Promise<Page<Attributes>> {
      const { pk: pkName, sk: skName } = query.index ? tableIndexes[query.index] : { pk: 'pk', sk: 'sk' };
      const position = page.cursor === undefined ? undefined : decodeCursor(query, page.cursor);
      const start =
        position &&
        (query.index
          ? { [pkName]: query.pk, [skName]: position[0], pk: position[1], sk: position[2] }
          : { pk: query.pk, sk: position[0] });
      const range =
        query.prefix !== undefined
          ? ' AND begins_with(#sk, :from)'
          : query.between
            ? ' AND #sk BETWEEN :from AND :to'
            : '';
      const answer = await engine('Query', {
        ...common,
        IndexName: query.index,
        KeyConditionExpression: `#pk = :pk${range}`,
        ExpressionAttributeNames: { '#pk': pkName, ...(range && { '#sk': skName }) },
        ExpressionAttributeValues: toItem({
          ':pk': query.pk,
          ':from': query.prefix ?? query.between?.[0],
          ':to': query.between?.[1],
        }),
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
      const next =
        last &&
        encodeCursor(
          query,
          (query.index ? [skName, 'pk', 'sk'] : ['sk']).map((name) => String(last[name])),
        );
      return { items: (answer.Items ?? []).map((item) => fromItem(item)), next };
    },

    /**
     * Writes all changes, their event rows and the idempotency record, or nothing.
     * A single write without company is sent alone, which costs half.
     * @throws what `onRefused` of the failed change says, else request.conflict (retryable)
     */
    async commit(changes: readonly Change[], context: CommitContext): Promise<void> {
      const steps = toSteps(tableName, changes, context, sealer);
      const [only] = steps;
      if (!only) return;
      try {
        if (steps.length === 1)
          return reportConsumed(onConsumed, only.operation, 'write', await runSingle(engine, only));
        const answer = await engine('TransactWriteItems', {
          TransactItems: steps.map(({ item }) => item),
          ReturnConsumedCapacity: 'INDEXES',
          ClientRequestToken: randomUUID(),
        });
        reportConsumed(onConsumed, 'TransactWriteItems', 'write', answer.ConsumedCapacity);
      } catch (error) {
        throw commitRefusal(error, steps);
      }
    },

    /** One atomic update outside a transaction; answers the new item, or undefined when the condition did not hold. */
    async update(update: UpdateInput): Promise<Attributes | undefined> {
      const input = {
        ...common,
        Key: toItem(update.key),
        UpdateExpression: update.expression,
        ConditionExpression: update.condition,
        ExpressionAttributeNames: update.names,
        ExpressionAttributeValues: update.values && toItem(update.values),
        ReturnValues: 'ALL_NEW',
      };
      for (let attempt = 1; ; attempt++) {
        try {
          const answer = await engine('UpdateItem', input);
          reportConsumed(onConsumed, 'UpdateItem', 'write', answer.ConsumedCapacity);
          return answer.Attributes && fromItem(answer.Attributes);
        } catch (error) {
          if (isRefusal(error, 'ConditionalCheckFailedException')) return undefined;
          if (!metTransaction(error) || attempt === updateAttempts) throw error;
          await new Promise((resolve) => setTimeout(resolve, attempt * pauseMilliseconds));
        }
      }
    },
  };
}

function commitRefusal(error: unknown, steps: readonly Step[]): unknown {
  if (isRefusal(error, 'ConditionalCheckFailedException'))
    return refusalOf(steps, ['ConditionalCheckFailed']);
  if (metTransaction(error)) return refusalOf(steps, ['TransactionConflict']);
  if (isRefusal(error, 'TransactionCanceledException')) return refusalOf(steps, reasonsOf(error)) ?? error;
  return error;
}
