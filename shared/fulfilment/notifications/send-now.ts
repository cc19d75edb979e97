import { sellerOf } from '../../kernel/actor.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { fulfilmentContract } from '../contract.ts';
import { fulfilmentErrors } from '../errors.ts';
import { fulfilmentEvents } from '../events.ts';
import { notificationLifecycle } from './notification.ts';
import { notificationRecords } from './notification-record.ts';
import { ownNotification, rowOf } from './notification-view.ts';

/**
 * The next attempt now. The waiting message stays in its place in the queue and is only made visible, by the consumer of the
 * committed event: no request touches the queue, and a request whose commit failed has moved nothing.
 */
export const sendNow: UseCase<typeof fulfilmentContract.sendNow, { table: Table }> = async (
  { input, actor },
  { table },
) => {
  const record = await ownNotification(table, input.notificationId, sellerOf(actor));
  if (record.nextAttemptAt === undefined)
    throw fulfilmentErrors.not_waiting({ params: { status: notificationLifecycle[record.status] } });
  // Asked for already: its turn comes, at the latest when there is a slot at a slow endpoint.
  if (record.hurried) return { answer: rowOf(record), changes: [] };
  const { id: notificationId, sellerId } = record;
  const event = happened(fulfilmentEvents.sendNowRequested, { notificationId, sellerId });
  return {
    answer: rowOf(record),
    changes: [notificationRecords.save(record, { ...record, hurried: true }, event)],
  };
};
