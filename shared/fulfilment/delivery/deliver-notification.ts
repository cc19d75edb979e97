import type { Change } from '../../kernel/change.ts';
import type { EventMessage } from '../../kernel/events/event-message.ts';
import type { Slot } from '../../table/bulkhead.ts';
import type { FulfilmentAction } from '../dialects/message.ts';
import { native } from '../dialects/native/native.ts';
import type { InstanceData } from '../dialects/outcome.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import type { AttemptTrigger } from '../notifications/attempt.ts';
import type { NotificationRecord } from '../notifications/kept-notification.ts';
import { notificationRecords } from '../notifications/notification-record.ts';
import { openAnswer } from '../notifications/sealed-answer.ts';
import type { Told } from '../notifications/told-event.ts';
import type { EndpointSlots } from './endpoint-slots.ts';
import { keepUntil, postpone, sparedUntil, type WaitingDeps, waitForSlot } from './keep-waiting.ts';
import { type Attempted, makeAttempt, type Turn } from './make-attempt.ts';
import { nextStep } from './next-step.ts';
import { askedBy } from './queue-message.ts';
import { held } from './record-delivery.ts';

/** The seller's system has done its part; told again for a repeat. */
export type Answered = (answer: {
  readonly entitlementId: string;
  readonly action: FulfilmentAction;
  readonly instance: InstanceData;
  readonly requestId: string;
}) => Promise<void>;

/** What follows from a success, by what was told: the changes that other contexts make. Nothing follows from what has no row. */
export type AnsweredEffects = {
  readonly [A in FulfilmentAction]?: (
    entitlementId: string,
    instance: InstanceData,
    now: Date,
  ) => Promise<{ readonly changes: readonly Change[] }>;
};

export type DeliveryDeps = WaitingDeps & {
  readonly slots: EndpointSlots;
  readonly answered: Answered;
  /** @throws for one that is unknown */
  readonly endpoint: (endpointId: string, now: Date) => Promise<Endpoint>;
};

type Handled = 'done' | 'later';

/**
 * One turn of a message of the notifications queue (`docs/rules/4-fulfilment.md`, "Delivery"): at most one attempt, recorded before the
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
      if (!line.record)
        await deps.commit(async () => ({ changes: [notificationRecords.create(held(told, step.behind))] }));
      return 'done';
    case 'wait':
      return postpone(line.record, step.until, told, turn, deps);
    case 'finished':
      if (line.record?.status === 'delivered') await fulfilAgain(told, line.record, turn, deps);
      return 'done';
    case 'attempt': {
      const spared = step.trigger === 'schedule' && (await sparedUntil(told, receiveCount, now, deps));
      if (spared) return postpone(line.record, spared, told, turn, deps);
      const endpoint = await deps.endpoint(told.endpointId, now);
      const slot = await deps.slots.take(endpoint, told.message.id, now, deps.random);
      if (!slot) return waitForSlot(line.record, step.trigger === 'replay', told, receiveCount, turn, deps);
      const { record, instance, endedAt } = await attemptIn(
        slot,
        endpoint,
        told,
        line.record,
        step.trigger,
        turn,
        deps,
      );
      if (instance) await fulfil(told, instance, turn, deps);
      return record.nextAttemptAt
        ? keepUntil(new Date(record.nextAttemptAt), endedAt, record.id, turn, deps)
        : 'done';
    }
  }
}

/** Makes the attempt, and lets all senders learn from it how the endpoint does. */
async function attemptIn(
  slot: Slot,
  endpoint: Endpoint,
  told: Told,
  known: NotificationRecord | undefined,
  trigger: AttemptTrigger,
  turn: Turn,
  { slots, breaker, ...deps }: DeliveryDeps,
): Promise<Attempted> {
  let endedAt: Date | undefined;
  try {
    const send = slots.watched(slot, turn.now, deps.send);
    const attempted = await makeAttempt(endpoint, told, known, trigger, turn, { ...deps, send });
    endedAt = attempted.endedAt;
    await breaker.note(endpoint.endpointId, attempted.outcome, endedAt);
    return attempted;
  } finally {
    await slots.giveBack(slot, endedAt ?? turn.now, endedAt && endedAt.getTime() - turn.now.getTime());
  }
}

const fulfil = (
  { entitlementId, message }: Told,
  instance: InstanceData,
  { requestId }: Turn,
  deps: DeliveryDeps,
): Promise<void> => deps.answered({ entitlementId, action: message.action, instance, requestId });

/** A crash may have come between the record and orders. The kept answer tells the instance; one that was cut is asked for again. */
async function fulfilAgain(
  told: Told,
  record: NotificationRecord,
  turn: Turn,
  deps: DeliveryDeps,
): Promise<void> {
  const { last, id } = record;
  if (last?.status === undefined) return;
  if (last.cut) {
    const endpoint = await deps.endpoint(told.endpointId, turn.now);
    const { instance } = await makeAttempt(endpoint, told, record, 'replay', turn, deps);
    if (instance) await fulfil(told, instance, turn, deps);
    return;
  }
  const bodyText = openAnswer(id, last, deps.sealer) ?? '';
  const body = new TextEncoder().encode(bodyText);
  const answered = {
    kind: 'answered',
    status: last.status,
    headers: {},
    body,
    bodyText,
    truncated: false,
    durationMs: 0,
  } as const;
  const outcome = native.read(answered, turn.now, told.message.action);
  if (outcome.kind === 'succeeded') await fulfil(told, outcome.instance, turn, deps);
}

/** Makes the waiting message visible; its own turn then finds that it was asked to hurry. */
async function hurry(notificationId: string, { table, hide }: DeliveryDeps): Promise<Handled> {
  const record = await notificationRecords.get(table, notificationId);
  if (record?.hurried && record.receiptHandle) await hide(record.receiptHandle, 0);
  return 'done';
}
