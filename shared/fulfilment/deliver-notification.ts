import type { EventMessage } from '../kernel/event-message.ts';
import { type AttemptDeps, makeAttempt, type Turn } from './make-attempt.ts';
import type { FulfilmentAction } from './message.ts';
import { native } from './native/native.ts';
import { nextStep } from './next-step.ts';
import { type NotificationRecord, notificationRecords } from './notification-record.ts';
import type { InstanceData } from './outcome.ts';
import { askedBy } from './queue-message.ts';
import { held, openAnswer } from './record-delivery.ts';
import type { Told } from './told-event.ts';

/** What orders does when the seller's system has done its part; called again for a repeat. */
export type EntitlementFulfilled = (fulfilled: {
  readonly entitlementId: string;
  readonly action: FulfilmentAction;
  readonly instance: InstanceData;
  readonly requestId: string;
}) => Promise<void>;

export type DeliveryDeps = AttemptDeps & {
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
  { receiptHandle }: { readonly receiptHandle: string },
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
      return keepUntil(step.until, now, turn, deps);
    case 'finished':
      if (line.record?.status === 'delivered') await fulfilAgain(told, line.record, turn, deps);
      return 'done';
    case 'attempt': {
      const { record, instance, endedAt } = await makeAttempt(told, line.record, step.trigger, turn, deps);
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
