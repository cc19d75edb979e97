import { boundedMap } from '../../kernel/remember.ts';
import type { MeteringRules } from '../rules.ts';
import type { ParcelId, Quota } from './quota.ts';

/** What an environment held of a parcel and until when (epoch milliseconds), and what was free there, when it last wrote. */
export type Book = { readonly held: number; readonly until: number; readonly free: number };
export type Books = ReturnType<typeof createBooks>;

/** So many parcels are remembered; one that was forgotten costs one look at its lease. */
const mostRemembered = 10_000;

/** What one environment of the gateway remembers of the parcels that it counts on. */
export function createBooks(environmentId: string, rules: MeteringRules) {
  const books = boundedMap<ParcelId, Book>(mostRemembered);
  /** until when a parcel that gave no slot is taken for used up, in epoch milliseconds */
  const empty = boundedMap<ParcelId, number>(mostRemembered);

  return {
    of: (parcelId: ParcelId): Book | undefined => books.get(parcelId),
    forget: books.forget,
    seemsEmpty: (parcelId: ParcelId, now: Date): boolean => (empty.get(parcelId) ?? 0) > now.getTime(),

    /** The quota as the table has it after this environment's own write. */
    note(parcelId: ParcelId, quota: Quota, until: number): void {
      empty.forget(parcelId);
      books.put(parcelId, { held: quota.leases[environmentId]?.n ?? 0, until, free: quota.available });
    },

    noteEmpty(parcelId: ParcelId, now: Date): void {
      books.forget(parcelId);
      empty.put(parcelId, now.getTime() + rules.cacheSeconds * 1000);
    },
  };
}
