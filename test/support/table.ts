import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';
import type { Key } from '../../shared/kernel/change.ts';
import { sealerOf } from '../../shared/kernel/secrets/sealed.ts';
import { type Consumed, unitsOf } from '../../shared/table/capacity.ts';
import type { Clock, ClockStep } from '../../shared/table/clock.ts';
import type { TableEngine } from '../../shared/table/engine.ts';
import { type IndexName, indexProjections, tableIndexes } from '../../shared/table/keys.ts';
import { openTable, type Table } from '../../shared/table/table.ts';
import { localKeys, localService } from './marketplace/local-aws.ts';

export type TestTable = {
  readonly table: Table;
  /** for what functions never do: making tables, scanning */
  readonly client: DynamoDBClient;
  readonly engine: TableEngine;
  readonly tableName: string;
  readonly consumed: Consumed[];
};

/** The key of every test table. */
export const testSealer = sealerOf(Buffer.alloc(32, 7).toString('base64'));

/** A fresh table on the real engine, with the indexes of the template (a test of the template holds the two together). */
export async function makeTable(): Promise<TestTable> {
  const client = new DynamoDBClient({
    endpoint: inject('dynamoDbEndpoint'),
    region: 'local',
    credentials: localKeys,
  });
  const engine = localService('dynamodb', inject('dynamoDbEndpoint'));
  const tableName = `test-${randomUUID()}`;
  const names = ['pk', 'sk', ...Object.values(tableIndexes).flatMap(({ pk, sk }) => [pk, sk])];
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: Object.entries(tableIndexes).map(([IndexName, { pk, sk }]) => ({
        IndexName,
        KeySchema: [
          { AttributeName: pk, KeyType: 'HASH' },
          { AttributeName: sk, KeyType: 'RANGE' },
        ],
        Projection: {
          ProjectionType: 'INCLUDE',
          NonKeyAttributes: [...indexProjections[IndexName as IndexName]],
        },
      })),
    }),
  );
  const consumed: Consumed[] = [];
  return {
    table: openTable({ engine, tableName, onConsumed: (one) => consumed.push(one), sealer: testSealer }),
    client,
    engine,
    tableName,
    consumed,
  };
}

/** Units as AWS bills them; the engine's answers are mended where they are not those (`packages/local-cloud/patches`). */
export const billed = unitsOf;

/** What a clock decides about an item at a time: the step of its earliest timer that can go on. */
export async function stepAt(clock: Clock, table: Table, key: Key, now: Date): Promise<ClockStep> {
  for (const { step } of await clock.due(table, key, now)) {
    const decided = await step();
    if (decided.changes.length > 0) return decided;
  }
  return { changes: [] };
}
