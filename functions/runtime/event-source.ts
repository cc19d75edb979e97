import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { EventMessage } from '../../shared/kernel/events/event-message.ts';

/** The event row in a stream record, as the message that goes out. @throws when it is none */
export function eventOf(record: DynamoDBRecord): EventMessage {
  const image = record.dynamodb?.NewImage;
  if (!image) throw new Error('stream record without a new image');
  const { pk, sk, ...row } = unmarshall(image as Record<string, AttributeValue>);
  const event = EventMessage.safeParse({
    ...row,
    id: `${pk}/${sk}`,
    aggregateId: pk,
    version: Number(String(sk).split('#').at(-1)),
  });
  if (!event.success) throw new Error('not an event row');
  return event.data;
}
