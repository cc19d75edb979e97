import type { Change, DomainEvent } from '../../kernel/change.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { Sealer } from '../../kernel/secrets/sealed.ts';
import type { Table } from '../../table/table.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { Outcome } from '../dialects/outcome.ts';
import { nextAttempt, type RetryPolicy } from '../dialects/retry-schedule.ts';
import { type FailedNotification, fulfilmentEvents } from '../events.ts';
import type { Attempt } from '../notifications/attempt.ts';
import { eventAgain } from '../notifications/event-row.ts';
import type { NotificationRecord } from '../notifications/kept-notification.ts';
import {
  giveUpAccepted,
  isFailedForGood,
  type Notification,
  newNotification,
  recordAttempt,
  scheduledWith,
} from '../notifications/notification.ts';
import { notificationRecords } from '../notifications/notification-record.ts';
import { answerContext } from '../notifications/sealed-answer.ts';
import { partsOf, type Told } from '../notifications/told-event.ts';

/** What came of an attempt, as it is to be recorded. `random` in [0, 1) varies the pause before the next one. */
export type Made = {
  readonly attempt: Attempt;
  readonly outcome: Outcome;
  readonly endedAt: Date;
  readonly random: number;
  readonly receiptHandle: string;
};

const iso = (date: Date | undefined): string | undefined => date?.toISOString();
const dated = (text: string | undefined): Date | undefined =>
  text === undefined ? undefined : new Date(text);

/** The record of a notification of which nothing was recorded yet. */
export function newRecord({ message, eventId, sellerId, endpointId }: Told): NotificationRecord {
  const { id, action, occurredAt } = message;
  const { status, attempts, scheduledAttempts } = newNotification(id);
  return {
    id,
    status,
    attempts,
    scheduledAttempts,
    sellerId,
    endpointId,
    eventId,
    action,
    occurredAt,
    version: 1,
  };
}

/** Recorded without an attempt, because the one before it was not delivered. */
export const held = (told: Told, behind: string): NotificationRecord => ({
  ...newRecord(told),
  waitsFor: behind,
});

/** The part of a record that deliveries change, with its times as dates. */
const notificationOf = (record: NotificationRecord): Notification => {
  const { id, status, attempts, scheduledAttempts, lastErrorClass, location, replayOf } = record;
  const times = { nextAttemptAt: dated(record.nextAttemptAt), finishedAt: dated(record.finishedAt) };
  return { id, status, attempts, scheduledAttempts, lastErrorClass, location, replayOf, ...times };
};

/** The record after an attempt: pure, but for the encryption of the answer. */
export function afterAttempt(
  record: NotificationRecord,
  made: Made,
  retry: RetryPolicy,
  sealer: Sealer,
): NotificationRecord {
  const { attempt, outcome, endedAt, random, receiptHandle } = made;
  // One accepted is asked about again by sending the same message again, on the schedule of a failed one.
  const asFailed =
    outcome.kind === 'pending'
      ? ({ ...outcome, kind: 'try_again', errorClass: 'rejected' } as const)
      : outcome;
  const scheduled = scheduledWith(record, attempt.trigger, outcome);
  const next =
    asFailed.kind === 'succeeded'
      ? undefined
      : nextAttempt(retry, { attemptNumber: scheduled, outcome: asFailed, random }, endedAt);
  const recorded = recordAttempt(notificationOf(record), attempt, outcome, next);
  const ended =
    recorded.status === 'accepted' && next && 'exhausted' in next
      ? giveUpAccepted(recorded, endedAt)
      : recorded;
  const { sellerId, endpointId, eventId, action, occurredAt, version, replayAsked } = record;
  const answer =
    attempt.answer === undefined ? {} : { answer: sealer.seal(attempt.answer, answerContext(record.id)) };
  return {
    ...ended,
    nextAttemptAt: iso(ended.nextAttemptAt),
    finishedAt: iso(ended.finishedAt),
    ...{ sellerId, endpointId, eventId, action, occurredAt, version },
    last: { ...attempt, at: attempt.at.toISOString(), ...answer },
    ...(ended.nextAttemptAt && { receiptHandle }),
    // Asked for while another attempt was under way: its own message will come.
    ...(replayAsked !== undefined && attempt.trigger !== 'replay' && { replayAsked }),
  };
}

/**
 * The changes that record an attempt: one write alone at the first attempt. Further ones archive the attempt before, tell when
 * the notification has failed for good, and let the held one behind it follow once it is delivered.
 */
export async function deliveryChanges(
  table: Table,
  before: NotificationRecord | undefined,
  after: NotificationRecord,
  dialect: Dialect,
): Promise<Change[]> {
  const event = before?.status === after.status ? undefined : failedEvent(after, dialect);
  if (!before) return [notificationRecords.create(after, event)];
  const archived = before.last ? [notificationRecords.archive(before.id, before.last)] : [];
  const released = after.status === 'delivered' ? await releaseFollowing(table, after.id) : [];
  return [notificationRecords.save(before, after, event), ...archived, ...released];
}

function failedEvent(
  { status, id, ...after }: NotificationRecord,
  { refundGraceHours }: Dialect,
): DomainEvent | undefined {
  if (!isFailedForGood(status)) return undefined;
  const { sellerId, endpointId, action, attempts, lastErrorClass, last } = after;
  const aggregateId = partsOf(id)?.aggregateId ?? '';
  const data: FailedNotification = {
    ...{ notificationId: id, aggregateId, sellerId, endpointId, action },
    ...{ status, attempts, lastErrorClass, lastStatus: last?.status, refundGraceHours },
  };
  return happened(fulfilmentEvents[status], data);
}

/** One at a time: what is delivered then releases the next. */
async function releaseFollowing(table: Table, id: string): Promise<Change[]> {
  const next = await notificationRecords.following(table, id);
  if (next?.status !== 'pending') return [];
  const event = await eventAgain(table, next.eventId);
  const { aggregateId } = event;
  const data = { notificationId: next.id, aggregateId, sellerId: next.sellerId, event };
  return [
    notificationRecords.save(
      next,
      { ...next, waitsFor: undefined },
      happened(fulfilmentEvents.released, data),
    ),
  ];
}
