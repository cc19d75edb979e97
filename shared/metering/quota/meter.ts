import type { Table } from '../../table/table.ts';
import type { MeteringRules } from '../rules.ts';
import { type Book, type Books, createBooks } from './meter-books.ts';
import { blockSize, type CallOutcome, lapsed, left, type ParcelId, type Quota, quotaKey } from './quota.ts';
import { countUpdate, lateCountUpdate, noteUpdate, releaseUpdate, reserveUpdate } from './quota-updates.ts';

/** One call's hold on the quota: settle it exactly once. */
export type Ticket = { readonly parcelId: ParcelId };

type Context = {
  readonly table: Table;
  readonly environmentId: string;
  readonly rules: MeteringRules;
};

/**
 * Counts calls exactly: a call starts only on a slot reserved in the table, and is settled there before its answer goes out.
 * One meter per gateway environment, which handles one call at a time. Slots are reserved in blocks while the quota is large, so
 * that a call costs one write and a little; a crash leaves a lease that lapses and is taken back. `docs/rules/5-api-calls.md`, "Counting".
 */
export function createMeter(table: Table, environmentId: string, rules: MeteringRules) {
  const context = { table, environmentId, rules };
  const books = createBooks(environmentId, rules);

  return {
    /** Whether it gave no slot a moment ago: worth a try only when no other pays for the call. */
    seemsEmpty: books.seemsEmpty,

    /** A slot for one call, or undefined when the quota is used up, suspended or over. */
    async admit(parcelId: ParcelId, now: Date): Promise<Ticket | undefined> {
      const book = books.of(parcelId);
      if (book && book.held > 0 && now.getTime() < book.until) return { parcelId };

      const until = now.getTime() + rules.leaseSeconds * 1000;
      const quota = await reserve(context, books, { parcelId, until, now });
      if (!quota) return void books.noteEmpty(parcelId, now);
      books.note(parcelId, quota, until);
      return { parcelId };
    },

    /** Writes how the call ended; answers how many calls are left. */
    async settle({ parcelId }: Ticket, outcome: CallOutcome, now: Date): Promise<number | undefined> {
      const book = books.of(parcelId) ?? { held: 0, until: 0, free: 0 };
      // Later than before, be it by a millisecond: so a repeat of the write is told from it.
      const until = Math.max(now.getTime() + rules.leaseSeconds * 1000, book.until + 1);
      const lease = { parcelId, environmentId, held: book.held, until, outcome };
      const early = mineAlone(book, rules, now);
      const keep = blockSize(book.free, rules) > 1;
      // Until the table has answered nobody knows what is held: after a failure the next call looks there.
      books.forget(parcelId);
      const settled = await table.update(
        outcome.counted
          ? countUpdate(lease, { keepEmpty: !early })
          : keep
            ? noteUpdate(lease)
            : releaseUpdate(lease),
      );
      if (settled) {
        const quota = settled as unknown as Quota;
        books.note(parcelId, quota, until);
        return left(quota);
      }
      if (early) return leftNow(table, parcelId);
      if (!outcome.counted) return undefined;
      const late = await table.update(lateCountUpdate(lease));
      return late && left(late as unknown as Quota);
    },
  };
}

/** A slot that is asked for. */
type Wanted = { readonly parcelId: ParcelId; readonly until: number; readonly now: Date };

/** By what the books say first, since that costs one write and no look. */
async function reserve(context: Context, books: Books, wanted: Wanted): Promise<Quota | undefined> {
  const { table, environmentId, rules } = context;
  const { parcelId, now } = wanted;
  // A write that is refused costs as much as one that is not; where it would be, a look is enough.
  if (books.seemsEmpty(parcelId, now)) return reserveAnew(context, wanted);

  const { held, free } = books.of(parcelId) ?? { held: 0, free: 1 };
  const calls = blockSize(free, rules);
  const reserved = await table.update(reserveUpdate({ ...wanted, environmentId, held, calls }));
  return reserved ? (reserved as unknown as Quota) : reserveAnew(context, wanted);
}

/** The books differed or nothing was free: looks at the counter, and takes lapsed leases back. */
async function reserveAnew(
  { table, environmentId, rules }: Context,
  wanted: Wanted,
): Promise<Quota | undefined> {
  const { parcelId, now } = wanted;
  for (let attempt = 1; attempt <= 5; attempt++) {
    const quota = (await table.get(quotaKey(parcelId))) as unknown as Quota | undefined;
    if (quota?.status !== 'active' || quota.endsAt <= now.toISOString()) return undefined;

    const reclaimed = lapsed(quota.leases, now.getTime(), rules);
    const held = quota.leases[environmentId]?.n ?? 0;
    const others = reclaimed.filter(([id]) => id !== environmentId);
    const obtainable = quota.available + held + others.reduce((sum, [, { n }]) => sum + n, 0);
    if (obtainable < 1) return undefined;

    const calls = blockSize(obtainable, rules);
    const done = await table.update(reserveUpdate({ ...wanted, environmentId, held, reclaimed, calls }));
    if (done) return done as unknown as Quota;
  }
  return undefined;
}

/** So early nobody takes a lease back: when it differs, our own write went through, and the client sent it again for want of an answer. */
const mineAlone = ({ held, until }: Book, rules: MeteringRules, now: Date): boolean =>
  held > 0 && now.getTime() < until + rules.forwardTimeoutSeconds * 1000;

async function leftNow(table: Table, parcelId: ParcelId): Promise<number | undefined> {
  const quota = (await table.get(quotaKey(parcelId))) as unknown as Quota | undefined;
  return quota && left(quota);
}
