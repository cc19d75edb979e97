import type { MeteringRules } from '../rules.ts';
import type { ParcelId, Quota } from './quota.ts';

/** What an environment held of a parcel and until when (epoch milliseconds), and what was free there, when it last wrote. */
export type Book = { readonly held: number; readonly until: number; readonly free: number };
export type Books = ReturnType<typeof createBooks>;

const mostRemembered = 1000;

/** What one environment of the gateway remembers of the parcels that it counts on. */
export function createBooks(environmentId: string, rules: MeteringRules) {
  const books = new Map<ParcelId, Book>();
  /** until when a parcel that gave no slot is taken for used up, in epoch milliseconds */
  const empty = new Map<ParcelId, number>();

  return {
    of: (parcelId: ParcelId): Book | undefined => books.get(parcelId),
    forget: (parcelId: ParcelId) => void books.delete(parcelId),
    seemsEmpty: (parcelId: ParcelId, now: Date): boolean => (empty.get(parcelId) ?? 0) > now.getTime(),

    /** The quota as the table has it after this environment's own write. */
    note(parcelId: ParcelId, quota: Quota, until: number): void {
      empty.delete(parcelId);
      books.set(parcelId, { held: quota.leases[environmentId]?.n ?? 0, until, free: quota.available });
    },

    noteEmpty(parcelId: ParcelId, now: Date): void {
      books.delete(parcelId);
      if (empty.size >= mostRemembered) empty.clear();
      empty.set(parcelId, now.getTime() + rules.cacheSeconds * 1000);
    },
  };
}
