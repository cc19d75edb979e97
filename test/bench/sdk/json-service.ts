import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { ServiceCall, ServiceName, ServiceSettings } from '../../../shared/outside/aws/json-service.ts';

/** What the hot paths ask of the table; of the queues they ask nothing. */
const commands = {
  BatchGetItem: BatchGetItemCommand,
  GetItem: GetItemCommand,
  PutItem: PutItemCommand,
  Query: QueryCommand,
  TransactWriteItems: TransactWriteItemsCommand,
  UpdateItem: UpdateItemCommand,
} as unknown as Readonly<Record<string, new (input: object) => GetItemCommand>>;

/** `shared/outside/aws/json-service.ts` on Amazon's SDK. */
export function jsonService(service: ServiceName, { region, endpoint, keys }: ServiceSettings): ServiceCall {
  const settings = { region, endpoint, credentials: keys() };
  if (service === 'sqs') {
    const idle = new SQSClient(settings);
    return (action) => Promise.reject(new Error(`${action} at ${idle.config.serviceId}`));
  }

  const client = new DynamoDBClient(settings);
  return async <Answer>(action: string, input: object) => {
    const Command = commands[action];
    if (!Command) throw new Error(`${action} is no part of a hot path`);
    return (await client.send(new Command(input))) as Answer;
  };
}
