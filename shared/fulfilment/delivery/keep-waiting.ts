import { isOver } from '../notifications/notification.ts';
import { notificationRecords } from '../notifications/notification-record.ts';
import { slotPauseSeconds, sparedPauseSeconds } from './backoff.ts';
import type { EndpointBreaker } from './endpoint-breaker.ts';
import type { AttemptDeps, Handling, Turn } from './make-attempt.ts';
import { newRecord } from './record-delivery.ts';

export type WaitingDeps = AttemptDeps & {
  readonly breaker: EndpointBreaker;
  /** Hides the queue's message for so many seconds; 0 shows it. Does nothing when the message is not hidden any more. */
  readonly hide: (receiptHandle: string, seconds: number) => Promise<void>;
};

const after = (now: Date, seconds: number): Date => new Date(now.getTime() + Math.round(seconds * 1000));

/**
 * Until when a message waits because its endpoint is down, without an attempt; undefined if it may go. What waited too long already is
 * sent all the same.
 */
export async function sparedUntil(
  { told: { endpointId, message }, turn: { now, receiveCount } }: Handling,
  { breaker, rules, random }: WaitingDeps,
): Promise<Date | undefined> {
  if (now.getTime() - Date.parse(message.occurredAt) > rules.breaker.spareDays * 86_400_000) return undefined;
  const open = await breaker.openUntil(endpointId, now);
  if (!open) return undefined;
  return new Date(
    Math.max(open.getTime(), after(now, sparedPauseSeconds(receiveCount, rules, random())).getTime()),
  );
}

/** Keeps a message for later because all slots of its slow endpoint are taken. A replay's record is that of one that has ended: it is left alone. */
export async function waitForSlot(
  handling: Handling,
  isReplay: boolean,
  deps: WaitingDeps,
): Promise<'later'> {
  const { known, turn } = handling;
  const until = after(turn.now, slotPauseSeconds(turn.receiveCount, deps.rules, deps.random()));
  if (!isReplay) await recordPause(handling, until, deps);
  // One that hurries has come for that reason, and found no slot: it is not to come again at once.
  if (isReplay || known?.hurried) await hideUntil({ until, from: turn.now, turn }, deps);
  else await keepUntil({ until, from: turn.now, ...handling }, deps);
  return 'later';
}

/** Keeps a message for later without an attempt. */
export async function postpone(handling: Handling, until: Date, deps: WaitingDeps): Promise<'later'> {
  await recordPause(handling, until, deps);
  return keepUntil({ until, from: handling.turn.now, ...handling }, deps);
}

/** So that one that waits is seen, and can be hurried under its present receipt. One that has ended meanwhile waits for nothing. */
async function recordPause(
  { known, told, turn: { receiptHandle } }: Handling,
  until: Date,
  { table, commit }: WaitingDeps,
): Promise<void> {
  const nextAttemptAt = until.toISOString();
  await commit(async () => {
    if (!known)
      return { changes: [notificationRecords.create({ ...newRecord(told), nextAttemptAt, receiptHandle })] };
    const before = await notificationRecords.get(table, known.id);
    return {
      changes:
        before && !isOver(before.status)
          ? [notificationRecords.save(before, { ...before, nextAttemptAt, receiptHandle })]
          : [],
    };
  });
}

/** A pause from one moment to another of the message that is in its turn. */
type Pause = { readonly until: Date; readonly from: Date; readonly turn: Turn };

/**
 * Hides a message whose pause is recorded. A "send now" between record and hiding has shown it before it was hidden, in vain: it is
 * looked for once more. One that comes later finds the message hidden.
 */
export async function keepUntil(
  { told, ...pause }: Pause & Pick<Handling, 'told'>,
  deps: WaitingDeps,
): Promise<'later'> {
  await hideUntil(pause, deps);
  const record = await notificationRecords.get(deps.table, told.message.id);
  if (record?.hurried) await deps.hide(pause.turn.receiptHandle, 0);
  return 'later';
}

/** SQS hides a message for 12 h at most, counted from when it was received. */
const longestHiddenSeconds = 12 * 3600 - 120;

async function hideUntil({ until, from, turn }: Pause, { hide }: WaitingDeps): Promise<void> {
  const seconds = Math.ceil((until.getTime() - from.getTime()) / 1000);
  await hide(turn.receiptHandle, Math.min(Math.max(seconds, 0), longestHiddenSeconds));
}
