import type { ConsumedCapacity, TableEngine } from './engine.ts';
import type { Step } from './transaction.ts';

/** Sends a transaction's only write alone: same conditions, half the price. */
export async function runSingle(engine: TableEngine, { item }: Step): Promise<ConsumedCapacity | undefined> {
  const measured = { ReturnConsumedCapacity: 'INDEXES' };
  if ('Put' in item) return (await engine('PutItem', { ...item.Put, ...measured })).ConsumedCapacity;
  if ('Delete' in item) return (await engine('DeleteItem', { ...item.Delete, ...measured })).ConsumedCapacity;
  if ('Update' in item) return (await engine('UpdateItem', { ...item.Update, ...measured })).ConsumedCapacity;
  throw new Error('a condition check alone changes nothing');
}
