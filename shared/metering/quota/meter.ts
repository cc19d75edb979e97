import type { Table } from '../../table/table.ts';
import type { MeteringRules } from '../rules.ts';
import { blockSize, type CallOutcome, lapsed, left, type ParcelId, type Quota, quotaKey } from './quota.ts';
import { countUpdate, lateCountUpdate, noteUpdate, releaseUpdate, reserveUpdate } from './quota-updates.ts';

/** One call's hold on the quota: settle it exactly once. */
export type Ticket = { readonly parcelId: ParcelId };

const mostRemembered = 1000;

type Book = { held: number; until: number; free: number };

/**
 * Counts calls exactly: a call starts only on a slot reserved in the table, and is settled there before its answer goes out.
 * One meter per gateway environment, which handles one call at a time. Slots are reserved in blocks while the quota is large, so
 * that a call costs one write and a little; a crash leaves a lease that lapses and is taken back. `docs/rules/5-api-calls.md`, "Counting".
 */
export function createMeter(table: Table, environmentId: string, rules: MeteringRules) {
  const books = new Map<ParcelId, Book>();
  /** until when a parcel that gave no slot is taken for used up, in epoch milliseconds */
  const empty = new Map<ParcelId, number>();
  const seemsEmpty = (parcelId: ParcelId, now: Date): boolean => (empty.get(parcelId) ?? 0) > now.getTime();

  async function reserve(parcelId: ParcelId, now: Date): Promise<boolean> {
    const known = books.get(parcelId);
    const until = now.getTime() + rules.leaseSeconds * 1000;
    const held = known?.held ?? 0;
    const attempt = {
      parcelId,
      environmentId,
      until,
      now,
      held,
      calls: blockSize(known?.free ?? 1, rules),
    };
    // A write that is refused costs as much as one that is not; where it would be, a look is enough.
    const first = seemsEmpty(parcelId, now) ? undefined : await table.update(reserveUpdate(attempt));
    const reserved = first ?? (await reserveAnew(parcelId, until, now));
    if (!reserved) {
      books.delete(parcelId);
      if (empty.size >= mostRemembered) empty.clear();
      empty.set(parcelId, now.getTime() + rules.cacheSeconds * 1000);
      return false;
    }
    empty.delete(parcelId);
    const quota = reserved as unknown as Quota;
    books.set(parcelId, { held: quota.leases[environmentId]?.n ?? 0, until, free: quota.available });
    return true;
  }

  /** The books differed or nothing was free: looks at the counter, and takes lapsed leases back. */
  async function reserveAnew(parcelId: ParcelId, until: number, now: Date) {
    for (let attempt = 1; attempt <= 5; attempt++) {
      const quota = (await table.get(quotaKey(parcelId))) as unknown as Quota | undefined;
      if (quota?.status !== 'active' || quota.endsAt <= now.toISOString()) return undefined;
      const reclaimed = lapsed(quota.leases, now.getTime(), rules);
      const held = quota.leases[environmentId]?.n ?? 0;
      const obtainable =
        quota.available +
        held +
        reclaimed.filter(([id]) => id !== environmentId).reduce((sum, [, { n }]) => sum + n, 0);
      if (obtainable < 1) return undefined;
      const done = await table.update(
        reserveUpdate({
          parcelId,
          environmentId,
          until,
          now,
          held,
          reclaimed,
          calls: blockSize(obtainable, rules),
        }),
      );
      if (done) return done;
    }
    return undefined;
  }

  /** So early nobody takes a lease back: when it differs, our own write went through, and the client sent it again for want of an answer. */
  const mineAlone = ({ held, until }: Book, now: Date): boolean =>
    held > 0 && now.getTime() < until + rules.forwardTimeoutSeconds * 1000;

  async function leftNow(parcelId: ParcelId): Promise<number | undefined> {
    const quota = (await table.get(quotaKey(parcelId))) as unknown as Quota | undefined;
    return quota && left(quota);
  }

  return {
    /** Whether it gave no slot a moment ago: worth a try only when no other pays for the call. */
    seemsEmpty,

    /** A slot for one call, or undefined when the quota is used up, suspended or over. */
    async admit(parcelId: ParcelId, now: Date): Promise<Ticket | undefined> {
      const book = books.get(parcelId);
      if (book && book.held > 0 && now.getTime() < book.until) return { parcelId };
      return (await reserve(parcelId, now)) ? { parcelId } : undefined;
    },

    /** Writes how the call ended; answers how many calls are left. */
    async settle({ parcelId }: Ticket, outcome: CallOutcome, now: Date): Promise<number | undefined> {
      const book = books.get(parcelId) ?? { held: 0, until: 0, free: 0 };
      // Later than before, be it by a millisecond: so a repeat of the write is told from it.
      const until = Math.max(now.getTime() + rules.leaseSeconds * 1000, book.until + 1);
      const lease = { parcelId, environmentId, held: book.held, until, outcome };
      const early = mineAlone(book, now);
      const keep = blockSize(book.free, rules) > 1;
      // Until the table has answered nobody knows what is held: after a failure the next call looks there.
      books.delete(parcelId);
      const settled = await table.update(
        outcome.counted
          ? countUpdate(lease, { keepEmpty: !early })
          : keep
            ? noteUpdate(lease)
            : releaseUpdate(lease),
      );
      if (settled) {
        const quota = settled as unknown as Quota;
        books.set(parcelId, { held: quota.leases[environmentId]?.n ?? 0, until, free: quota.available });
        return left(quota);
      }
      if (early) return leftNow(parcelId);
      if (!outcome.counted) return undefined;
      const late = await table.update(lateCountUpdate(lease));
      return late && left(late as unknown as Quota);
    },
  };
}
