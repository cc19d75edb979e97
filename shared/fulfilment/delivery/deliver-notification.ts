import type { Change } from '../../kernel/change.ts';
import type { EventMessage } from '../../kernel/events/event-message.ts';
import type { Slot } from '../../table/health/slots.ts';
import { dialectOf } from '../dialects/dialects.ts';
import type { FulfilmentAction, FulfilmentData, FulfilmentMessage } from '../dialects/message.ts';
import type { InstanceData } from '../dialects/outcome.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import type { AttemptTrigger } from '../notifications/attempt.ts';
import type { NotificationRecord } from '../notifications/kept-notification.ts';
import { notificationRecords } from '../notifications/notification-record.ts';
import { openAnswer } from '../notifications/sealed-answer.ts';
import type { EndpointSlots } from './endpoint-slots.ts';
import { keepUntil, postpone, sparedUntil, type WaitingDeps, waitForSlot } from './keep-waiting.ts';
import { type Attempted, type Handling, makeAttempt, type Trial, type Turn } from './make-attempt.ts';
import { nextStep } from './next-step.ts';
import { askedBy } from './queue-message.ts';
import { held } from './record-delivery.ts';

/** The seller's system has done its part; told again for a repeat. */
export type Answered = (answer: {
  readonly aggregateId: string;
  readonly message: FulfilmentMessage;
  readonly instance: InstanceData;
  readonly requestId: string;
}) => Promise<void>;

/** What follows from a success, by what was told: the changes that other contexts make. Nothing follows from what has no row. */
export type AnsweredEffects = {
  readonly [A in FulfilmentAction]?: (
    about: { readonly aggregateId: string; readonly data: FulfilmentData },
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
  const turn: Turn = { now, receiptHandle, receiveCount, requestId: message.requestId };
  const line = await notificationRecords.withPrevious(deps.table, told.message.id);
  const handling: Handling = { told, known: line.record, turn };

  const step = nextStep(line, replay, now);
  switch (step.kind) {
    case 'hold':
      if (!line.record)
        await deps.commit(async () => ({ changes: [notificationRecords.create(held(told, step.behind))] }));
      return 'done';
    case 'wait':
      return postpone(handling, step.until, deps);
    case 'finished':
      if (line.record?.status === 'delivered') await fulfilAgain(handling, line.record, deps);
      return 'done';
    case 'attempt':
      return attempt(handling, step.trigger, deps);
  }
}

/** Makes an attempt, unless the endpoint is spared or has no slot. */
async function attempt(handling: Handling, trigger: AttemptTrigger, deps: DeliveryDeps): Promise<Handled> {
  const { told, turn } = handling;
  const spared = trigger === 'schedule' && (await sparedUntil(handling, deps));
  if (spared) return postpone(handling, spared, deps);

  const endpoint = await deps.endpoint(told.endpointId, turn.now);
  const slot = await deps.slots.take(endpoint, told.message.id, turn.now, deps.random);
  if (!slot) return waitForSlot(handling, trigger === 'replay', deps);

  const { record, instance, endedAt } = await attemptIn(slot, { ...handling, endpoint, trigger }, deps);
  if (instance) await fulfil(handling, instance, deps);
  if (!record.nextAttemptAt) return 'done';
  return keepUntil({ until: new Date(record.nextAttemptAt), from: endedAt, ...handling }, deps);
}

/** Makes the attempt in its slot, and lets all senders learn from it how the endpoint does. */
async function attemptIn(
  slot: Slot,
  trial: Trial,
  { slots, breaker, ...deps }: DeliveryDeps,
): Promise<Attempted> {
  const { now } = trial.turn;
  let endedAt: Date | undefined;
  try {
    const send = slots.watched(slot, now, deps.send);
    const attempted = await makeAttempt(trial, { ...deps, send });
    endedAt = attempted.endedAt;
    await breaker.note(trial.endpoint.endpointId, attempted.outcome, endedAt);
    return attempted;
  } finally {
    await slots.giveBack(slot, endedAt ?? now, endedAt && endedAt.getTime() - now.getTime());
  }
}

const fulfil = (
  { told: { aggregateId, message }, turn: { requestId } }: Handling,
  instance: InstanceData,
  deps: DeliveryDeps,
): Promise<void> => deps.answered({ aggregateId, message, instance, requestId });

/** A crash may have come between the record and what follows from it. The kept answer tells the instance; one that was cut is asked for again. */
async function fulfilAgain(
  handling: Handling,
  record: NotificationRecord,
  deps: DeliveryDeps,
): Promise<void> {
  const { last, id } = record;
  if (last?.status === undefined) return;
  const { told, turn } = handling;
  const endpoint = await deps.endpoint(told.endpointId, turn.now);
  if (last.cut) {
    const { instance } = await makeAttempt({ ...handling, endpoint, trigger: 'replay' }, deps);
    if (instance) await fulfil(handling, instance, deps);
    return;
  }

  const bodyText = openAnswer(id, last, deps.sealer) ?? '';
  const body = new TextEncoder().encode(bodyText);
  const answered = { kind: 'answered', status: last.status, headers: {}, body, bodyText } as const;
  const result = { ...answered, truncated: false, durationMs: 0 };
  const outcome = dialectOf(endpoint.dialect).read(result, turn.now, told.message.action);
  if (outcome.kind === 'succeeded') await fulfil(handling, outcome.instance, deps);
}

/** Makes the waiting message visible; its own turn then finds that it was asked to hurry. */
async function hurry(notificationId: string, { table, hide }: DeliveryDeps): Promise<Handled> {
  const record = await notificationRecords.get(table, notificationId);
  if (record?.hurried && record.receiptHandle) await hide(record.receiptHandle, 0);
  return 'done';
}
