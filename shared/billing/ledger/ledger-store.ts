import type * as z from 'zod';
import type { Attributes, Change, Key } from '../../kernel/change.ts';
import { AppError } from '../../kernel/errors.ts';
import type { TimedList } from '../../table/list-page.ts';
import type { Table } from '../../table/table.ts';
import type { PostingView } from '../contract.ts';
import { billingErrors } from '../errors.ts';
import type { ChainedAccount } from './account.ts';
import { chainsOf, type Entry, emptyHead, type Head, type Posting, postEntries } from './ledger.ts';
import { postingView } from './posting-view.ts';

/**
 * The ledger's items: pk = `account#<account>`, sk = `posting#<place in the chain>`. A posting is only ever created, so two
 * writers at the same place meet, and one of them decides anew: no balance is lost and none goes below zero.
 */
const prefix = 'posting#';
const partition = (account: ChainedAccount): string => `account#${account}`;
const keyOf = (account: ChainedAccount, seq: number): Key => ({
  pk: partition(account),
  sk: `${prefix}${String(seq).padStart(12, '0')}`,
});

const toItem = ({ account, seq, ...posting }: Posting): Attributes => ({
  ...keyOf(account, seq),
  type: 'posting',
  ...posting,
});

const toPosting = ({ pk, sk, type: _, ...fields }: Attributes): Posting =>
  ({
    ...fields,
    account: String(pk).slice('account#'.length),
    seq: Number(String(sk).slice(prefix.length)),
  }) as unknown as Posting;

type Reading = { readonly consistent: boolean };

async function readHead(table: Table, account: ChainedAccount, { consistent }: Reading): Promise<Head> {
  const { items } = await table.query(
    { pk: partition(account), prefix, descending: true, consistent },
    { limit: 1 },
  );
  const [last] = items.map(toPosting);
  return last ? { seq: last.seq, balanceFen: last.balanceFen } : emptyHead;
}

/** Balance of a wallet or a deposit, in fen, as of now, or at half the price as of a moment ago. */
export const balanceOf = async (
  table: Table,
  account: ChainedAccount,
  reading: Reading = { consistent: true },
): Promise<number> => (await readHead(table, account, reading)).balanceFen;

/** The postings of one account as a list. Their places in the chain are in the order of their times, but for moments: who lost a race writes later. */
export const postingsOf = (account: ChainedAccount): TimedList<z.input<typeof PostingView>> => ({
  pk: partition(account),
  prefix,
  rowOf: (item) => postingView(toPosting(item)),
  timeOf: ({ createdAt }) => createdAt,
});

/**
 * The change that appends entries to their chains. The chains' ends are read at half price first: one that is a moment old
 * only leads to a conflict. It is never the ground for a refusal: that is decided on a consistent read.
 * @throws billing.insufficient_funds
 */
export async function appendEntries(table: Table, entries: readonly Entry[]): Promise<Change> {
  const post = async (reading: Reading) => {
    const chains = chainsOf(entries);
    const heads = await Promise.all(
      chains.map(async (account) => [account, await readHead(table, account, reading)] as const),
    );
    return postEntries(new Map(heads), entries).postings;
  };
  const postings = await post({ consistent: false }).catch((error: unknown) => {
    if (error instanceof AppError && error.spec.code === billingErrors.insufficient_funds.code)
      return post({ consistent: true });
    throw error;
  });
  return { writes: postings.map((posting) => ({ kind: 'create', item: toItem(posting) })) };
}
