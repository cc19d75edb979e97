import type { DynamoDBRecord } from 'aws-lambda';
import { EventMessage } from '../../shared/kernel/events/event-message.ts';
import { fromItem, type Item } from '../../shared/table/item.ts';

/** The event row in a stream record, as the message that goes out. @throws when it is none */
export function eventOf(record: DynamoDBRecord): EventMessage {
  const image = record.dynamodb?.NewImage;
  if (!image) throw new Error('stream record without a new image');
  const { pk, sk, ...row } = fromItem(image as Item);
  const event = EventMessage.safeParse({
    ...row,
    id: `${pk}/${sk}`,
    aggregateId: pk,
    version: Number(String(sk).split('#').at(-1)),
  });
  if (!event.success) throw new Error('not an event row');
  return event.data;
}
