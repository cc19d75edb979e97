import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2, Context, DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';

const table = new DynamoDBClient();
const queues = new SQSClient();
const TableName = process.env.TABLE_NAME;

let calls = 0;

/** Writes down that something happened; a note's number says in which order. */
async function note(kind: string, text: string): Promise<void> {
  calls++;
  const sk = `${Date.now()}-${String(calls).padStart(6, '0')}`;
  await table.send(
    new PutItemCommand({ TableName, Item: { pk: { S: `note#${kind}` }, sk: { S: sk }, text: { S: text } } }),
  );
}

export async function http(event: APIGatewayProxyEventV2, context: Context) {
  if (event.rawPath === '/v1/things/crash') throw new Error('crashed');
  if (event.rawPath === '/v1/things/exit') process.exit(3);
  if (event.rawPath === '/v1/things/send') {
    const message = JSON.parse(event.body ?? '{}');
    await queues.send(
      new SendMessageCommand({
        QueueUrl: message.group ? process.env.ORDERED_URL : process.env.WORK_URL,
        MessageBody: message.text,
        MessageGroupId: message.group,
        MessageDeduplicationId: message.group && message.text,
      }),
    );
  }
  const body = {
    event,
    now: new Date().toISOString(),
    remaining: context.getRemainingTimeInMillis(),
    zone: new Date(0).getHours(),
    region: process.env.AWS_REGION,
  };
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    cookies: ['a=1', 'b=2'],
    body: JSON.stringify(body),
  };
}

export async function slow() {
  await pause(20_000);
}

export async function single() {
  await pause(2_000);
  return { plain: true };
}

export async function queue({ Records }: SQSEvent) {
  const failed: string[] = [];
  for (const { body, messageId, attributes } of Records) {
    await note('queue', `${body}:${attributes.ApproximateReceiveCount}`);
    if (body.startsWith('bad')) failed.push(messageId);
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** Fails the first time for a body that starts with `later`, and asks for 12 hours of rest. */
export async function fifo({ Records }: SQSEvent) {
  const failed: string[] = [];
  for (const { body, messageId, receiptHandle, attributes } of Records) {
    await note('fifo', `${attributes.MessageGroupId}:${body}`);
    if (!body.startsWith('later') || Number(attributes.ApproximateReceiveCount) > 1) continue;
    await queues.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: process.env.ORDERED_URL,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: 43_200,
      }),
    );
    failed.push(messageId);
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

const refusedOnce = new Set<string>();

/** Always fails for `poison`; refuses a record whose text starts with `partial` once. */
export async function stream({ Records }: DynamoDBStreamEvent) {
  for (const { dynamodb } of Records) {
    const text = dynamodb?.NewImage?.text?.S ?? '';
    await note('stream', text);
    if (text.startsWith('poison')) throw new Error('poison');
    if (text.startsWith('partial') && !refusedOnce.has(text) && refusedOnce.add(text))
      return { batchItemFailures: [{ itemIdentifier: dynamodb?.SequenceNumber }] };
  }
  return { batchItemFailures: [] };
}

export async function tick() {
  await note('tick', new Date().toISOString());
}
