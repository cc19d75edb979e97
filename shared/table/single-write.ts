import {
  type ConsumedCapacity,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Step } from './transaction.ts';

/** Sends a transaction's only write alone: same conditions, half the price. */
export async function runSingle(
  client: DynamoDBClient,
  { item }: Step,
): Promise<ConsumedCapacity | undefined> {
  const measured = { ReturnConsumedCapacity: 'INDEXES' as const };
  if (item.Put) return (await client.send(new PutItemCommand({ ...item.Put, ...measured }))).ConsumedCapacity;
  if (item.Delete)
    return (await client.send(new DeleteItemCommand({ ...item.Delete, ...measured }))).ConsumedCapacity;
  if (item.Update)
    return (await client.send(new UpdateItemCommand({ ...item.Update, ...measured }))).ConsumedCapacity;
  throw new Error('a condition check alone changes nothing');
}
