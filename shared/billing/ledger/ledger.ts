import { yuan } from '../../china/money.ts';
import { billingErrors } from '../errors.ts';
import { type Account, type ChainedAccount, isChained } from './account.ts';
import { assertPermitted, type PostingReason } from './flows.ts';

export type Leg = { readonly account: Account; readonly amountFen: number };

/** One double entry: its legs sum to zero and at least one is on a chained account. Amounts in fen, signed. */
export type Entry = {
  /** the same for the same cause, however often it is tried */
  readonly entryId: string;
  readonly reason: PostingReason;
  readonly at: string;
  /** id of what it was for: a payment, an order, a receipt */
  readonly reference: string;
  /** of a correction: id of the entry that it takes back */
  readonly corrects?: string;
  readonly legs: readonly Leg[];
};

/** Where a chain ends. */
export type Head = { readonly seq: number; readonly balanceFen: number };
export const emptyHead: Head = { seq: 0, balanceFen: 0 };

/** One row of a chain. The entry's legs on counter accounts travel in its first row. */
export type Posting = Omit<Entry, 'legs'> & {
  readonly account: ChainedAccount;
  readonly seq: number;
  readonly amountFen: number;
  readonly balanceFen: number;
  readonly others?: readonly Leg[];
};

export type Heads = ReadonlyMap<ChainedAccount, Head>;

/**
 * Puts entries at the end of their chains, in order. The heads of all their chained accounts must be given.
 * @throws billing.insufficient_funds when a chained account would go below zero
 * @throws RangeError when an entry is not balanced or goes a way that is not permitted, which is a mistake of ours
 */
export function postEntries(
  heads: Heads,
  entries: readonly Entry[],
): { readonly postings: Posting[]; readonly heads: Heads } {
  const ends = new Map(heads);
  const postings: Posting[] = [];
  for (const { legs, ...entry } of entries) {
    checkBalanced(entry.entryId, legs);
    assertPermitted({ ...entry, legs });
    const counterLegs = legs.filter(({ account }) => !isChained(account));
    legs
      .filter((leg): leg is Leg & { account: ChainedAccount } => isChained(leg.account))
      .forEach(({ account, amountFen }, place) => {
        const head = ends.get(account);
        if (!head) throw new RangeError(`no head given for ${account}`);
        const next = { seq: head.seq + 1, balanceFen: head.balanceFen + amountFen };
        if (next.balanceFen < 0)
          throw billingErrors.insufficient_funds({ params: { missing: yuan(-next.balanceFen) } });
        ends.set(account, next);
        postings.push({
          ...entry,
          account,
          amountFen,
          ...next,
          ...(place === 0 && counterLegs.length > 0 && { others: counterLegs }),
        });
      });
  }
  return { postings, heads: ends };
}

function checkBalanced(entryId: string, legs: readonly Leg[]): void {
  const whole = legs.every(({ amountFen }) => Number.isSafeInteger(amountFen) && amountFen !== 0);
  const sum = legs.reduce((total, { amountFen }) => total + amountFen, 0);
  if (!whole || sum !== 0 || !legs.some(({ account }) => isChained(account)))
    throw new RangeError(`entry ${entryId} is not balanced`);
  if (new Set(legs.map(({ account }) => account)).size !== legs.length)
    throw new RangeError(`entry ${entryId} names an account twice`);
}

/** The chained accounts that entries touch, each once. */
export const chainsOf = (entries: readonly Entry[]): ChainedAccount[] => [
  ...new Set(entries.flatMap(({ legs }) => legs.map(({ account }) => account).filter(isChained))),
];
