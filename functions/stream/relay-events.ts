import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { queueTable, queueVariables } from '../../shared/kernel/queues.ts';
import { environment } from '../runtime/composition.ts';
import { eventOf } from '../runtime/event-source.ts';
import { errorFields, log } from '../runtime/log.ts';
import { connectQueues, mostMessageBytes, type OutgoingMessage, sentBytes } from '../runtime/queues.ts';
import { routesOf } from './event-routes.ts';

const { DEAD_LETTER_QUEUE_URL } = environment(['DEAD_LETTER_QUEUE_URL']);
const addresses = environment(queueVariables);
const queues = connectQueues();

/**
 * Table change to queues: exactly the events that were committed, in the order of each aggregate. A record that cannot be
 * read, or that no queue can take, goes to the dead-letter queue and the rest goes on. A queue that does not take its messages
 * holds the batch, which comes again (receivers tell repeats by id); the other queues get theirs all the same.
 */
export const handler = async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const outgoing = new Map<string, OutgoingMessage[]>();
  const add = (url: string, message: OutgoingMessage) =>
    outgoing.set(url, [...(outgoing.get(url) ?? []), message]);
  for (const record of Records) {
    try {
      const event = eventOf(record);
      const body = JSON.stringify(event);
      const routes = routesOf(event);
      if (routes.length > 0 && sentBytes(body) > mostMessageBytes)
        throw new RangeError('event too large for a message');
      for (const { queue, group } of routes)
        add(addresses[queueTable[queue].variable], {
          body,
          deduplicationId: event.id,
          group: group ?? event.aggregateId,
        });
    } catch (error) {
      log.error('event not sendable', { eventId: record.eventID, ...errorFields(error) });
      add(DEAD_LETTER_QUEUE_URL, { body: JSON.stringify(record.dynamodb?.Keys ?? null) });
    }
  }
  const sent = await Promise.allSettled(
    [...outgoing].map(([url, messages]) => queues.sendAll(url, messages)),
  );
  const failed = sent.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return { batchItemFailures: [] };
};
