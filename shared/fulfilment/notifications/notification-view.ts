import type * as z from 'zod';
import type { Table } from '../../table/table.ts';
import type { NotificationRow } from '../contract.ts';
import { fulfilmentErrors } from '../errors.ts';
import type { NotificationRecord } from './kept-notification.ts';
import type { NotificationListed } from './notification-item.ts';
import { notificationRecords } from './notification-record.ts';
import { partsOf } from './told-event.ts';

/** A seller's own notification. @throws fulfilment.notification_not_found, for another's as well */
export async function ownNotification(
  table: Table,
  id: string,
  sellerId: string,
): Promise<NotificationRecord> {
  const record = partsOf(id) && (await notificationRecords.get(table, id));
  if (record?.sellerId !== sellerId) throw fulfilmentErrors.notification_not_found();
  return record;
}

type Row = z.input<typeof NotificationRow>;

/** As in lists. `delivering` is never recorded: an attempt is recorded when it is over. */
export function rowOf(listed: NotificationListed): Row {
  const { id, endpointId, action, status, occurredAt, attempts, nextAttemptAt } = listed;
  return {
    notificationId: id,
    aggregateId: partsOf(id)?.aggregateId ?? '',
    endpointId,
    action,
    status: status === 'delivering' ? 'waiting' : status,
    occurredAt,
    attemptCount: attempts,
    ...(nextAttemptAt && { nextAttemptAt }),
  };
}
