import type { Change } from '../../kernel/change.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { Table } from '../../table/table.ts';
import { fulfilmentEvents } from '../events.ts';
import { eventAgain } from './event-row.ts';
import type { NotificationRecord } from './kept-notification.ts';
import { notificationRecords } from './notification-record.ts';

/**
 * Asks for a finished notification to be sent again: the event becomes a new message of the queue, with the notification's own id,
 * behind whatever is told about the same thing. One asked for earlier that is still to come is replaced, so that both give one attempt.
 */
export async function askReplay(table: Table, record: NotificationRecord): Promise<Change> {
  const event = await eventAgain(table, record.eventId);
  const { id: notificationId, sellerId } = record;
  const data = { notificationId, aggregateId: event.aggregateId, sellerId, event };
  const asked = { ...record, replayAsked: record.version + 1 };
  return notificationRecords.save(record, asked, happened(fulfilmentEvents.replayRequested, data));
}
