import { createHash, createHmac } from 'node:crypto';
import type { Actor } from '../../../shared/kernel/actor.ts';
import { actorName } from '../../../shared/kernel/actor.ts';
import type { Key } from '../../../shared/kernel/change.ts';
import { type Operation, staysForItsKey } from '../../../shared/kernel/contract.ts';
import { AppError, kernelErrors } from '../../../shared/kernel/errors.ts';
import { canonicalJson } from '../../../shared/kernel/json/canonical-json.ts';
import { type Sealer, sealerOf } from '../../../shared/kernel/secrets/sealed.ts';
import type { Table } from '../../../shared/table/table.ts';
import {
  type CommitContext,
  IdempotencyRepeat,
  type IdempotencyWrite,
  isConflict,
} from '../../../shared/table/transaction.ts';

/** Kept longer than the day the rules ask for, so that a retry at the day's end still finds it. */
const keptSeconds = 25 * 60 * 60;

export type IdempotencyClaim = {
  readonly key: Key;
  readonly fingerprint: string;
  readonly ttl: number;
  readonly answers: Sealer;
};
type RecordedAnswer = { readonly status: number; readonly answer: unknown };

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

type Refused = Pick<AppError, 'spec' | 'extras'>;

/**
 * What a request that was refused is answered: what its key was answered first, if it was; else nothing, and the refusal itself holds. One that
 * stays is kept before it is told, by a write that only one of several equal requests at once does: if another of them has had its effect
 * meanwhile, the effect is the answer, and if this one was first, the other has none.
 * @throws request.idempotency_key_reused when the key was used for something else; the refusal that was kept for the key
 */
export async function firstAnswer(
  table: Table,
  { operation, claim }: { readonly operation: Operation; readonly claim: IdempotencyClaim },
  refusal: unknown,
  context: CommitContext,
): Promise<RecordedAnswer | undefined> {
  if (!(refusal instanceof AppError || refusal instanceof IdempotencyRepeat)) return undefined;

  const recorded = await recordedAnswer(table, claim);
  if (recorded || refusal instanceof IdempotencyRepeat || !staysForItsKey(operation, refusal.spec))
    return recorded;

  const { spec, extras } = refusal;
  const kept: Refused = { spec: { ...spec }, extras };
  try {
    await table.commit([], { ...context, idempotency: recordOf(claim, spec.status, kept) });
    return undefined;
  } catch (error) {
    // It met the transaction of an equal request.
    if (isConflict(error)) throw kernelErrors.idempotency_in_progress();
    if (!(error instanceof IdempotencyRepeat)) throw error;
    return recordedAnswer(table, claim);
  }
}

/** @throws request.idempotency_key_reused, and the refusal that was kept */
async function recordedAnswer(table: Table, claim: IdempotencyClaim): Promise<RecordedAnswer | undefined> {
  const record = await table.get(claim.key);
  if (!record) return undefined;
  if (record.fingerprint !== claim.fingerprint) throw kernelErrors.idempotency_key_reused();
  const status = Number(record.status);
  const answer: unknown = JSON.parse(claim.answers.open(String(record.answer), answerContext));
  if (status < 400) return { status, answer };
  const { spec, extras } = answer as Refused;
  throw new AppError(spec, { ...extras, replayed: true });
}
