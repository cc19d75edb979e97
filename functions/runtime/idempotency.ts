import { createHash, createHmac } from 'node:crypto';
import type { Actor } from '../../shared/kernel/actor.ts';
import { actorName } from '../../shared/kernel/actor.ts';
import type { Key } from '../../shared/kernel/change.ts';
import type { Operation } from '../../shared/kernel/contract.ts';
import { kernelErrors } from '../../shared/kernel/errors.ts';
import { canonicalJson } from '../../shared/kernel/json/canonical-json.ts';
import { type Sealer, sealerOf } from '../../shared/kernel/sealed.ts';
import type { Table } from '../../shared/table/table.ts';
import type { IdempotencyWrite } from '../../shared/table/transaction.ts';

/** Kept longer than the day the rules ask for, so that a retry at the day's end still finds it. */
const keptSeconds = 25 * 60 * 60;

export type IdempotencyClaim = {
  readonly key: Key;
  readonly fingerprint: string;
  readonly ttl: number;
  readonly answers: Sealer;
};
export type RecordedAnswer = { readonly status: number; readonly answer: unknown };

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

/**
 * Answers hold personal data and lie in the table for a day. They are sealed under what only the caller knows, the Idempotency-Key itself, so
 * that whoever repeats the request can open its answer. Who reads the table opens only the answers whose key can be guessed: a row's own key
 * tells whether a guess is right, so that `order-1` keeps nothing secret and a random key does. The data key is no part of it, since most
 * functions that answer requests do not have it.
 */
const sealerUnder = (caller: string, key: string): Sealer =>
  sealerOf(createHmac('sha256', key).update(`answer ${caller}`).digest('base64'));
const answerContext = 'idempotency';

/** Tells another request under the same key; keyed too, since numbers of people can be guessed through a plain digest. */
const fingerprintOf = (name: string, input: unknown, key: string): string =>
  createHmac('sha256', key)
    .update(canonicalJson([name, input]))
    .digest('base64url');

/** A request with what its Idempotency-Key is tied to. */
type Claimant = {
  readonly name: string;
  readonly operation: Operation;
  readonly input: unknown;
  readonly actor: Actor;
};

/**
 * What the caller's Idempotency-Key claims: a key of its own per person, tied to this operation and this input
 * (`docs/rules/README.md`, "Rules that hold everywhere").
 * @throws request.idempotency_key_invalid, request.idempotency_key_required
 */
export function claimOf(
  header: string | undefined,
  { name, operation, input, actor }: Claimant,
  now: Date,
): IdempotencyClaim | undefined {
  if (operation.idempotency === 'no') return undefined;
  if (header === undefined) {
    if (operation.idempotency === 'required') throw kernelErrors.idempotency_key_required();
    return undefined;
  }
  const key = /^"(.*)"$/.exec(header)?.[1] ?? header;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw kernelErrors.idempotency_key_invalid();
  const caller = actorName(actor);
  return {
    answers: sealerUnder(caller, key),
    key: { pk: `idempotency#${digest(`${caller} ${key}`)}`, sk: 'record' },
    fingerprint: fingerprintOf(name, input, key),
    ttl: Math.floor(now.getTime() / 1000) + keptSeconds,
  };
}

/** The record that is written with the effect: what a repeat is answered. */
export const recordOf = (
  { answers, ...claim }: IdempotencyClaim,
  status: number,
  answer: unknown,
): IdempotencyWrite => ({
  ...claim,
  status,
  answer: answers.seal(JSON.stringify(answer ?? null), answerContext),
});

/**
 * The first answer to this claim, if it was given.
 * @throws request.idempotency_key_reused when the key was used for something else
 */
export async function recordedAnswer(
  table: Table,
  claim: IdempotencyClaim,
): Promise<RecordedAnswer | undefined> {
  const record = await table.get(claim.key);
  if (!record) return undefined;
  if (record.fingerprint !== claim.fingerprint) throw kernelErrors.idempotency_key_reused();
  return {
    status: Number(record.status),
    answer: JSON.parse(claim.answers.open(String(record.answer), answerContext)),
  };
}
