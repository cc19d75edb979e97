import { randomUUID } from 'node:crypto';
import type { Change } from '../../kernel/change.ts';
import type { Sealer } from '../../kernel/secrets/sealed.ts';
import type { Send } from '../../outside/seller-endpoint/send-request.ts';
import type { Table } from '../../table/table.ts';
import { dialectOf } from '../dialects/dialects.ts';
import type { InstanceData, Outcome } from '../dialects/outcome.ts';
import { type Endpoint, openSecrets } from '../endpoints/endpoint.ts';
import { type AttemptTrigger, describeAttempt } from '../notifications/attempt.ts';
import type { NotificationRecord } from '../notifications/kept-notification.ts';
import { mayAttempt } from '../notifications/notification.ts';
import { notificationRecords } from '../notifications/notification-record.ts';
import type { Told } from '../notifications/told-event.ts';
import type { FulfilmentRules } from '../rules.ts';
import { afterAttempt, deliveryChanges, type Made, newRecord } from './record-delivery.ts';

export type AttemptDeps = {
  readonly table: Table;
  readonly send: Send;
  readonly sealer: Sealer;
  readonly rules: FulfilmentRules;
  /** Commits what `decide` answers, deciding anew when somebody else was faster. */
  readonly commit: (decide: () => Promise<{ readonly changes: readonly Change[] }>) => Promise<unknown>;
  /** in [0, 1) */
  readonly random: () => number;
};

/** When a message of the queue is looked at, which one, how often it came, in which request all began. */
export type Turn = {
  readonly now: Date;
  readonly receiptHandle: string;
  readonly receiveCount: number;
  readonly requestId: string;
};

/** A notification in its turn: what is told, and what is recorded of it so far. */
export type Handling = {
  readonly told: Told;
  readonly known: NotificationRecord | undefined;
  readonly turn: Turn;
};

/** One that is to be attempted now. */
export type Trial = Handling & { readonly endpoint: Endpoint; readonly trigger: AttemptTrigger };

export type Attempted = {
  readonly record: NotificationRecord;
  readonly outcome: Outcome;
  readonly endedAt: Date;
  /** set if the endpoint answered with success */
  readonly instance?: InstanceData;
};

/** Sends once, and records what came of it. @throws when the table fails; never for the seller's failures */
export async function makeAttempt(
  { endpoint, told, known, trigger, turn: { now, receiptHandle, requestId } }: Trial,
  { table, send, sealer, rules, commit, random }: AttemptDeps,
): Promise<Attempted> {
  const { message } = told;
  const dialect = dialectOf(endpoint.dialect);
  const number = (known?.attempts ?? 0) + 1;
  const secrets = openSecrets(endpoint, sealer, now);
  const nonce = randomUUID().replaceAll('-', '');
  const signing = { url: endpoint.url, secrets, id: message.id, now, attemptNumber: number, nonce };
  const { signedText: _, ...request } = dialect.sign(dialect.encode(message), signing);

  const timeoutMs = endpoint.timeoutSeconds * 1000;
  const result = await send({ ...request, repeatable: true, timeoutMs, requestId });

  const endedAt = new Date(now.getTime() + result.durationMs);
  const outcome = dialect.read(result, endedAt, message.action);
  const attempt = describeAttempt({ number, trigger, at: now }, result, outcome);
  const made: Made = { attempt, outcome, endedAt, random: random(), receiptHandle };
  const retry = dialect.schedule?.(message.action) ?? rules.retry;

  let first = true;
  let record = known ?? newRecord(told);
  await commit(async () => {
    const before = first ? known : await notificationRecords.get(table, message.id);
    first = false;
    const base = before ?? newRecord(told);
    // Somebody received the same message and was faster: that record stands, and this attempt was a repeat of it.
    const late = base.attempts >= number || !mayAttempt(base, trigger);
    record = late ? base : afterAttempt(base, made, retry, sealer);
    return { changes: late ? [] : await deliveryChanges(table, before, record, dialect) };
  });
  return { record, outcome, endedAt, ...(outcome.kind === 'succeeded' && { instance: outcome.instance }) };
}
