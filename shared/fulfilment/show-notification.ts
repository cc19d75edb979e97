import { sellerOf } from '../kernel/actor.ts';
import type { Sealer } from '../kernel/sealed.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import type { fulfilmentContract } from './contract.ts';
import { eventAgain } from './event-row.ts';
import { native } from './native/native.ts';
import { notificationRecords } from './notification-record.ts';
import { ownNotification, rowOf } from './notification-view.ts';
import { openAnswer } from './record-delivery.ts';
import { toldOf } from './told-event.ts';

const shownAttempts = 50;

/** With every attempt's time, duration, status and answer (`spec/4-fulfilment.md`, "Delivery"). */
export const showNotification: UseCase<typeof fulfilmentContract.showNotification, { table: Table; sealer: Sealer }> = async (
  { input, actor },
  { table, sealer },
) => {
  const record = await ownNotification(table, input.notificationId, sellerOf(actor));
  const { id, last, endpointId, eventId, waitsFor, finishedAt, lastErrorClass, replayAsked, hurried = false } = record;
  const [earlier, event] = await Promise.all([
    record.attempts > 1 ? notificationRecords.archived(table, id, shownAttempts - 1) : [],
    eventAgain(table, eventId),
  ]);
  const told = toldOf(event);
  const { attempts: attemptCount, ...row } = rowOf(record);
  const optional = { ...(waitsFor && { waitsFor }), ...(finishedAt && { finishedAt }), ...(lastErrorClass && { lastErrorClass }) };
  return {
    answer: {
      ...row,
      ...optional,
      entitlementId: told.entitlementId,
      endpointId,
      replayAsked: replayAsked !== undefined,
      hurried,
      body: native.encode(told.message).body ?? '',
      attemptCount,
      attempts: [...(last ? [last] : []), ...earlier].map((attempt) => ({ ...attempt, answer: openAnswer(id, attempt, sealer) })),
    },
  };
};
