import type { AwsJsonCall } from './aws-json.ts';
import { EngineError } from './aws-json.ts';

type Properties = Record<string, unknown>;

/** The engine's CreateTable input for a table's template properties, everything on demand. Works for AWS::DynamoDB::Table and GlobalTable. */
export function tableInput(name: string, properties: Properties): Properties {
  const indexes = (key: string) =>
    (properties[key] as Properties[] | undefined)?.map(({ IndexName, KeySchema, Projection }) => ({
      IndexName,
      KeySchema,
      Projection,
    }));
  const stream = properties.StreamSpecification as { StreamViewType?: string } | undefined;
  return {
    TableName: name,
    KeySchema: properties.KeySchema,
    AttributeDefinitions: properties.AttributeDefinitions,
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: indexes('GlobalSecondaryIndexes'),
    LocalSecondaryIndexes: indexes('LocalSecondaryIndexes'),
    ...(stream?.StreamViewType
      ? { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.StreamViewType } }
      : {}),
  };
}

/** Makes one table unless it is there already (a run on kept data); gives its stream's ARN when it has one. */
export async function createTable(
  call: AwsJsonCall,
  name: string,
  properties: Properties,
): Promise<string | undefined> {
  await call('CreateTable', tableInput(name, properties)).catch((error) => {
    if (!(error instanceof EngineError) || error.code !== 'ResourceInUseException') throw error;
  });
  const ttl = properties.TimeToLiveSpecification as { AttributeName: string; Enabled: boolean } | undefined;
  if (ttl?.Enabled) {
    await call('UpdateTimeToLive', { TableName: name, TimeToLiveSpecification: ttl }).catch((error) => {
      if (!(error instanceof EngineError) || error.code !== 'ValidationException') throw error; // already on
    });
  }
  const { Table } = await call<{
    Table: { LatestStreamArn?: string; GlobalSecondaryIndexes?: { IndexName: string }[] };
  }>('DescribeTable', {
    TableName: name,
  });
  const indexes = (list: unknown) =>
    ((list ?? []) as { IndexName: string }[])
      .map(({ IndexName }) => IndexName)
      .sort()
      .join(', ');
  const [kept, wanted] = [indexes(Table.GlobalSecondaryIndexes), indexes(properties.GlobalSecondaryIndexes)];
  if (kept !== wanted)
    throw new Error(
      `The kept data are of another table definition (indexes ${kept}; now ${wanted}): start with an empty data folder.`,
    );
  return Table.LatestStreamArn;
}

/**
 * Makes every table of a synthesized template, as the template defines it, and gives the names by logical id.
 * `nameOf` chooses the names, so that several tests can share one engine.
 */
export async function createTables(
  call: AwsJsonCall,
  template: { Resources?: Record<string, { Type: string; Properties?: Properties }> },
  nameOf: (logicalId: string) => string = (logicalId) => logicalId,
): Promise<Record<string, string>> {
  const names: Record<string, string> = {};
  for (const [logicalId, { Type, Properties = {} }] of Object.entries(template.Resources ?? {})) {
    if (Type !== 'AWS::DynamoDB::Table' && Type !== 'AWS::DynamoDB::GlobalTable') continue;
    names[logicalId] = nameOf(logicalId);
    await createTable(call, nameOf(logicalId), Properties);
  }
  return names;
}
