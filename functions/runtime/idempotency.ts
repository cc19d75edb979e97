import { createHash } from 'node:crypto';
import type { Actor } from '../../shared/kernel/actor.ts';
import { actorName } from '../../shared/kernel/actor.ts';
import type { Key } from '../../shared/kernel/change.ts';
import type { Operation } from '../../shared/kernel/contract.ts';
import { kernelErrors } from '../../shared/kernel/errors.ts';
import type { Table } from '../../shared/table/table.ts';

/** Kept longer than the day the rules ask for, so that a retry at the day's end still finds it. */
const keptSeconds = 25 * 60 * 60;

export type IdempotencyClaim = { readonly key: Key; readonly fingerprint: string; readonly ttl: number };
export type RecordedAnswer = { readonly status: number; readonly answer: unknown };

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
};

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

/**
 * What the caller's Idempotency-Key claims: a key of its own per person, tied to this operation and this input
 * (`spec/README.md`, "Rules that hold everywhere").
 * @throws request.idempotency_key_invalid, request.idempotency_key_required
 */
export function claimOf(
  name: string,
  operation: Operation,
  header: string | undefined,
  input: unknown,
  actor: Actor,
  now: Date,
): IdempotencyClaim | undefined {
  if (operation.idempotency === 'no') return undefined;
  if (header === undefined) {
    if (operation.idempotency === 'required') throw kernelErrors.idempotency_key_required();
    return undefined;
  }
  const key = /^"(.*)"$/.exec(header)?.[1] ?? header;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw kernelErrors.idempotency_key_invalid();
  return {
    key: { pk: `idempotency#${digest(`${actorName(actor)} ${key}`)}`, sk: 'record' },
    fingerprint: digest(JSON.stringify([name, sorted(input)])),
    ttl: Math.floor(now.getTime() / 1000) + keptSeconds,
  };
}

/**
 * The first answer to this claim, if it was given.
 * @throws request.idempotency_key_reused when the key was used for something else
 */
export async function recordedAnswer(table: Table, claim: IdempotencyClaim): Promise<RecordedAnswer | undefined> {
  const record = await table.get(claim.key);
  if (!record) return undefined;
  if (record.fingerprint !== claim.fingerprint) throw kernelErrors.idempotency_key_reused();
  return { status: Number(record.status), answer: JSON.parse(String(record.answer)) };
}
