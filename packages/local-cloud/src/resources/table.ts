import type { ResourcePlugin } from '../context.ts';
import { account, region } from '../engines/aws-json.ts';
import { createTable } from '../engines/create-tables.ts';

/** AWS::DynamoDB::Table: keys, indexes, stream and TTL as in the template, always on demand. */
export const table: ResourcePlugin = {
  type: 'AWS::DynamoDB::Table',
  identify(resource, context) {
    const name = context.nameOf(resource, 'TableName');
    const arn = `arn:aws:dynamodb:${region}:${account}:table/${name}`;
    return { ref: name, attributes: { Arn: arn, StreamArn: `${arn}/stream/local`, TableId: name } };
  },
  async create(resource, context) {
    await createTable(
      context.dynamodb.call,
      context.nameOf(resource, 'TableName'),
      context.properties(resource),
    );
  },
};

/** AWS::DynamoDB::GlobalTable, what CDK's TableV2 makes; replicas other than this one are left out. */
export const globalTable: ResourcePlugin = { ...table, type: 'AWS::DynamoDB::GlobalTable' };
