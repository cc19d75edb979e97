import type { EventMessage } from '../kernel/event-message.ts';
import type { EndpointBreaker } from './endpoint-breaker.ts';
import type { NotificationRecord } from './kept-notification.ts';
import { type AttemptDeps, makeAttempt, type Turn } from './make-attempt.ts';
import type { FulfilmentAction } from './message.ts';
import { native } from './native/native.ts';
import { nextStep } from './next-step.ts';
import { notificationRecords } from './notification-record.ts';
import type { InstanceData } from './outcome.ts';
import { askedBy } from './queue-message.ts';
import { held, newRecord, openAnswer } from './record-delivery.ts';
import type { Told } from './told-event.ts';

/** What orders does when the seller's system has done its part; called again for a repeat. */
export type EntitlementFulfilled = (fulfilled: {
  readonly entitlementId: string;
  readonly action: FulfilmentAction;
  readonly instance: InstanceData;
  readonly requestId: string;
}) => Promise<void>;

export type DeliveryDeps = AttemptDeps & {
  readonly breaker: EndpointBreaker;
  readonly entitlementFulfilled: EntitlementFulfilled;
  /** Hides the queue's message for so many seconds; 0 shows it. Does nothing when the message is not hidden any more. */
  readonly hide: (receiptHandle: string, seconds: number) => Promise<void>;
};

type Handled = 'done' | 'later';

/**
 * One turn of a message of the notifications queue (`spec/4-fulfilment.md`, "Delivery"): at most one attempt, recorded before the
 * message leaves the queue. A crash in between repeats the attempt with the same id and bytes. `later` keeps the message, hidden
 * until its next attempt, and with it everything behind it in its group.
 * @throws what our own code or the table fails with; the seller's failures are outcomes
 */
export async function deliverNotification(
  message: EventMessage,
  { receiptHandle, receiveCount }: { readonly receiptHandle: string; readonly receiveCount: number },
  now: Date,
  deps: DeliveryDeps,
): Promise<Handled> {
  const asked = askedBy(message);
  if (asked.kind === 'hurry') return hurry(asked.notificationId, deps);
  const { told, replay } = asked;
  const turn: Turn = { now, receiptHandle, requestId: message.requestId };
  const line = await notificationRecords.withPrevious(deps.table, told.message.id);
  const step = nextStep(line, replay, now);
  switch (step.kind) {
    case 'hold':
      if (!line.record) await deps.commit(async () => ({ changes: [notificationRecords.create(held(told, step.behind))] }));
      return 'done';
    case 'wait':
      return postpone(line.record, step.until, told, turn, deps);
    case 'finished':
      if (line.record?.status === 'delivered') await fulfilAgain(told, line.record, turn, deps);
      return 'done';
    case 'attempt': {
      const spared = step.trigger === 'schedule' && (await sparedUntil(told, receiveCount, now, deps));
      if (spared) return postpone(line.record, spared, told, turn, deps);
      const { record, outcome, instance, endedAt } = await makeAttempt(told, line.record, step.trigger, turn, deps);
      await deps.breaker.note(told.endpointId, outcome, endedAt);
      if (instance) await fulfil(told, instance, turn, deps);
      return record.nextAttemptAt ? keepUntil(new Date(record.nextAttemptAt), endedAt, turn, deps) : 'done';
    }
  }
}

const fulfil = ({ entitlementId, message }: Told, instance: InstanceData, { requestId }: Turn, deps: DeliveryDeps): Promise<void> =>
  deps.entitlementFulfilled({ entitlementId, action: message.action, instance, requestId });

/** A crash may have come between the record and orders. The kept answer tells the instance; one that was cut is asked for again. */
async function fulfilAgain(told: Told, record: NotificationRecord, turn: Turn, deps: DeliveryDeps): Promise<void> {
  const { last, id } = record;
  if (last?.status === undefined) return;
  if (last.cut) {
    const { instance } = await makeAttempt(told, record, 'replay', turn, deps);
    if (instance) await fulfil(told, instance, turn, deps);
    return;
  }
  const bodyText = openAnswer(id, last, deps.sealer) ?? '';
  const body = new TextEncoder().encode(bodyText);
  const answered = { kind: 'answered', status: last.status, headers: {}, body, bodyText, truncated: false, durationMs: 0 } as const;
  const outcome = native.read(answered, turn.now, told.message.action);
  if (outcome.kind === 'succeeded') await fulfil(told, outcome.instance, turn, deps);
}

/**
 * Until when a message waits because its endpoint is down, without an attempt: as long as it would have waited after a failure.
 * What waited too long already is sent all the same.
 */
async function sparedUntil({ endpointId, message }: Told, receiveCount: number, now: Date, deps: DeliveryDeps): Promise<Date | undefined> {
  const { breaker, retry } = deps.rules;
  if (now.getTime() - Date.parse(message.occurredAt) > breaker.spareDays * 86_400_000) return undefined;
  const open = await deps.breaker.openUntil(endpointId, now);
  if (!open) return undefined;
  const seconds = retry.pausesSeconds[receiveCount - 1] ?? retry.pausesSeconds.at(-1) ?? 0;
  const varied = seconds * (1 + retry.jitterShare * deps.random());
  return new Date(Math.max(open.getTime(), now.getTime() + Math.round(varied * 1000)));
}

/** Keeps a message for later without an attempt; recorded, so that it is seen and can be hurried under its present receipt. */
async function postpone(known: NotificationRecord | undefined, until: Date, told: Told, turn: Turn, deps: DeliveryDeps): Promise<Handled> {
  const { receiptHandle } = turn;
  const nextAttemptAt = until.toISOString();
  await deps.commit(async () => {
    if (!known) return { changes: [notificationRecords.create({ ...newRecord(told), nextAttemptAt, receiptHandle })] };
    const before = await notificationRecords.get(deps.table, known.id);
    return { changes: before ? [notificationRecords.save(before, { ...before, nextAttemptAt, receiptHandle })] : [] };
  });
  return keepUntil(until, turn.now, turn, deps);
}

/** SQS hides a message for 12 h at most, counted from when it was received. */
const longestHiddenSeconds = 12 * 3600 - 120;

async function keepUntil(until: Date, now: Date, { receiptHandle }: Turn, { hide }: DeliveryDeps): Promise<Handled> {
  const seconds = Math.ceil((until.getTime() - now.getTime()) / 1000);
  await hide(receiptHandle, Math.min(Math.max(seconds, 0), longestHiddenSeconds));
  return 'later';
}

/** Makes the waiting message visible; its own turn then finds that it was asked to hurry. */
async function hurry(notificationId: string, { table, hide }: DeliveryDeps): Promise<Handled> {
  const record = await notificationRecords.get(table, notificationId);
  if (record?.hurried && record.receiptHandle) await hide(record.receiptHandle, 0);
  return 'done';
}
