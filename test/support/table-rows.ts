import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { MarketplaceRun } from '../../infra/build/local-application.ts';
import { localKeys, localService } from './marketplace/local-aws.ts';

/** A client of a running marketplace's table, for tests that look behind the API. */
export function tableBehind({ engines, names }: Pick<MarketplaceRun, 'engines' | 'names'>) {
  const client = new DynamoDBClient({
    endpoint: engines.dynamodb,
    region: 'local',
    credentials: localKeys,
  });
  const tableName = Object.entries(names).find(([id]) => id.startsWith('Table'))?.[1] ?? '';
  return { client, engine: localService('dynamodb', engines.dynamodb), tableName };
}

/** Every row of a table. Only tests scan. */
export async function rowsOf({
  client,
  tableName,
}: Pick<ReturnType<typeof tableBehind>, 'client' | 'tableName'>): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  let start: import('@aws-sdk/client-dynamodb').ScanCommandOutput['LastEvaluatedKey'];
  do {
    const page = await client.send(
      new ScanCommand({ TableName: tableName, ConsistentRead: true, ExclusiveStartKey: start }),
    );
    rows.push(...(page.Items ?? []).map((item) => unmarshall(item)));
    start = page.LastEvaluatedKey;
  } while (start);
  return rows;
}
