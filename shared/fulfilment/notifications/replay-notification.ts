import { sellerOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { fulfilmentContract } from '../contract.ts';
import { fulfilmentErrors } from '../errors.ts';
import { askReplay } from './ask-replay.ts';
import { mayAttempt, notificationLifecycle } from './notification.ts';
import { ownNotification, rowOf } from './notification-view.ts';

/** Nothing is sent from here: the committed event brings a new message to the queue (`docs/rules/4-fulfilment.md`, "Delivery"). */
export const replayNotification: UseCase<
  typeof fulfilmentContract.replayNotification,
  { table: Table }
> = async ({ input, actor }, { table }) => {
  const record = await ownNotification(table, input.notificationId, sellerOf(actor));
  if (record.status === 'withdrawn') throw fulfilmentErrors.order_refunded();
  if (!mayAttempt(record, 'replay'))
    throw fulfilmentErrors.not_replayable({ params: { status: notificationLifecycle[record.status] } });
  return { answer: rowOf(record), changes: [await askReplay(table, record)] };
};
