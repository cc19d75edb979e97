import type { Change } from '../../kernel/change.ts';
import { happened } from '../../kernel/events/define-events.ts';
import { mayBecome } from '../../kernel/lifecycle.ts';
import type { Table } from '../../table/table.ts';
import type { FailureClass } from '../dialects/outcome.ts';
import { fulfilmentEvents } from '../events.ts';
import type { KeptAttempt, NotificationRecord } from './kept-notification.ts';
import { isOver, notificationLifecycle } from './notification.ts';
import { notificationRecords } from './notification-record.ts';
import { notificationId } from './told-event.ts';

/** Failures before anything of the message has left for the seller's system. */
const beforeSending: ReadonlySet<FailureClass> = new Set(['refused_address', 'dns', 'connect', 'tls']);
const mayHaveArrived = ({ status, errorClass }: KeptAttempt): boolean =>
  status !== undefined || errorClass === undefined || !beforeSending.has(errorClass);

const attemptsLookedAt = 50;

/** An entitlement's first event is that it was created, which its seller's system is told as `create`. */
const createdVersion = 1;

/**
 * For orders, when what was bought is refunded because it, or another line of its order, was never set up: the change after which its `create`
 * is never sent again. Undefined when it cannot be withdrawn from where it is in its life: the seller's system has answered it with success,
 * and the entitlement is about to become active; or another clock has withdrawn it since this one read the entitlement; or the queue has not
 * come to it yet. `reached` tells whether an attempt may have arrived, so that the seller's system may hold an instance; one that is on its
 * schedule, or was asked for by hand and is not recorded, may be under way just now.
 */
export const withdrawSetup =
  ({ table }: { table: Table }) =>
  async (
    entitlementId: string,
    now: Date,
  ): Promise<{ readonly changes: readonly Change[]; readonly reached: boolean } | undefined> => {
    const record = await notificationRecords.get(table, notificationId(entitlementId, createdVersion));
    if (!record || !mayBecome(notificationLifecycle, record.status, 'withdrawn')) return undefined;

    const earlier =
      record.attempts > 1 ? await notificationRecords.archived(table, record.id, attemptsLookedAt) : [];
    const attempts = [...(record.last ? [record.last] : []), ...earlier];
    return {
      changes: [withdrawn(record, now)],
      reached:
        record.replayAsked !== undefined ||
        !isOver(record.status) ||
        record.attempts > attempts.length ||
        attempts.some(mayHaveArrived),
    };
  };

/**
 * One that waits for its next attempt is hidden in the queue, and what is told of the same entitlement waits behind it: it is made visible, so
 * that its turn ends it and the release follows at once.
 */
function withdrawn(record: NotificationRecord, now: Date): Change {
  const {
    nextAttemptAt,
    receiptHandle,
    hurried: _hurried,
    replayAsked: _asked,
    replayOf: _replay,
    ...kept
  } = record;
  const after = { ...kept, status: 'withdrawn', finishedAt: now.toISOString() } as const;
  if (nextAttemptAt === undefined) return notificationRecords.save(record, after);

  const { id: notificationId, sellerId } = record;
  const event = happened(fulfilmentEvents.sendNowRequested, { notificationId, sellerId });
  return notificationRecords.save(record, { ...after, receiptHandle, hurried: true }, event);
}
