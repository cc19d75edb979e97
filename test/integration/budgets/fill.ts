import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Attributes, Change } from '../../../shared/kernel/change.ts';

const perRequest = 25;
const atOnce = 4;

/** The items that changes create, without their events. */
export const itemsOf = ({ writes }: Change): Attributes[] =>
  writes.flatMap((write) => (write.kind === 'create' ? [write.item] : []));

/** Puts many items into a table at once. */
export async function fill(
  client: DynamoDBClient,
  tableName: string,
  items: readonly Attributes[],
): Promise<void> {
  const batches = Array.from({ length: Math.ceil(items.length / perRequest) }, (_, at) =>
    items.slice(at * perRequest, (at + 1) * perRequest),
  );
  const rest = batches.values();
  const work = async () => {
    for (const batch of rest) {
      const requests = batch.map((item) => ({
        PutRequest: { Item: marshall(item, { removeUndefinedValues: true }) },
      }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: requests } }));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}
