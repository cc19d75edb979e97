import { randomUUID } from 'node:crypto';
import type { Attributes, Change, Key } from '../kernel/change.ts';
import { reportConsumed } from './capacity.ts';
import { requestTo, type TableConnection } from './connection.ts';
import { type ConsumedCapacity, isRefusal, reasonsOf, type TableEngine } from './engine.ts';
import { fromItem, toItem } from './item.ts';
import { type CommitContext, refusalOf, type Step, toSteps } from './transaction.ts';

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

/** Writes all changes with what belongs to them, or nothing. */
export async function commitChanges(
  { engine, tableName, onConsumed, sealer }: TableConnection,
  changes: readonly Change[],
  context: CommitContext,
): Promise<void> {
  const steps = toSteps(tableName, changes, context, sealer);
  const [only] = steps;
  if (!only) return;

  try {
    if (steps.length === 1)
      return reportConsumed(onConsumed, only.operation, 'write', await sendAlone(engine, only));
    const answer = await engine('TransactWriteItems', {
      TransactItems: steps.map(({ item }) => item),
      ReturnConsumedCapacity: 'INDEXES',
      ClientRequestToken: randomUUID(),
    });
    reportConsumed(onConsumed, 'TransactWriteItems', 'write', answer.ConsumedCapacity);
  } catch (error) {
    throw commitRefusal(error, steps);
  }
}

/** Sends a transaction's only write alone: same conditions, half the price. */
async function sendAlone(engine: TableEngine, { item }: Step): Promise<ConsumedCapacity | undefined> {
  const measured = { ReturnConsumedCapacity: 'INDEXES' };
  if ('Put' in item) return (await engine('PutItem', { ...item.Put, ...measured })).ConsumedCapacity;
  if ('Delete' in item) return (await engine('DeleteItem', { ...item.Delete, ...measured })).ConsumedCapacity;
  if ('Update' in item) return (await engine('UpdateItem', { ...item.Update, ...measured })).ConsumedCapacity;
  throw new Error('a condition check alone changes nothing');
}

/** One atomic update; answers the new item, or undefined when the condition did not hold. */
export async function updateItem(
  { engine, tableName, onConsumed }: TableConnection,
  update: UpdateInput,
): Promise<Attributes | undefined> {
  const input = {
    ...requestTo(tableName),
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
}

function commitRefusal(error: unknown, steps: readonly Step[]): unknown {
  if (isRefusal(error, 'ConditionalCheckFailedException'))
    return refusalOf(steps, ['ConditionalCheckFailed']);
  if (metTransaction(error)) return refusalOf(steps, ['TransactionConflict']);
  if (isRefusal(error, 'TransactionCanceledException')) return refusalOf(steps, reasonsOf(error)) ?? error;
  return error;
}
