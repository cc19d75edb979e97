import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Account,
  type AccountKind,
  accountKinds,
  type ChainedAccount,
  depositOf,
  escrowOf,
  isChained,
  kindOf,
  walletOf,
} from '../../../shared/billing/ledger/account.ts';
import { depositEntry, purchaseEntry, receivedEntry } from '../../../shared/billing/ledger/entries.ts';
import { flows, type PostingReason } from '../../../shared/billing/ledger/flows.ts';
import {
  chainsOf,
  type Entry,
  emptyHead,
  type Head,
  type Posting,
  postEntries,
} from '../../../shared/billing/ledger/ledger.ts';
import { AppError } from '../../../shared/kernel/errors.ts';

const at = '2026-11-02T02:00:00.000Z';
const user = fc.constantFrom('usr_a', 'usr_b', 'usr_c');
const amountFen = fc.integer({ min: 1, max: 10_000 });
const anyEntry: fc.Arbitrary<Entry> = fc
  .tuple(fc.constantFrom('receive', 'buy', 'deposit'), user, amountFen, fc.uuid())
  .map(([kind, userId, fen, id]) => {
    if (kind === 'receive')
      return receivedEntry(
        { userId, provider: 'sandbox', paymentId: id, amountFen: fen, reason: 'top_up' },
        at,
      );
    if (kind === 'buy') return purchaseEntry({ userId, orderId: id, amountFen: fen }, at);
    return depositEntry({ userId, sellerId: `sel_${userId}`, receiptId: id, amountFen: fen }, at);
  });

const accepted = (entries: readonly Entry[]) => {
  let heads: ReadonlyMap<ChainedAccount, Head> = new Map();
  const rows: Posting[] = [];
  for (const entry of entries) {
    const known = new Map(chainsOf([entry]).map((account) => [account, heads.get(account) ?? emptyHead]));
    try {
      const posted = postEntries(known, [entry]);
      heads = new Map([...heads, ...posted.heads]);
      rows.push(...posted.postings);
    } catch (error) {
      if (!(error instanceof AppError) || error.spec.code !== 'billing.insufficient_funds') throw error;
    }
  }
  return { heads, rows };
};

test('all accounts together are zero, and every chained balance is the sum of its postings and never negative', () => {
  fc.assert(
    fc.property(fc.array(anyEntry, { maxLength: 60 }), (entries) => {
      const { heads, rows } = accepted(entries);
      const total = rows.reduce(
        (sum, row) =>
          sum + row.amountFen + (row.others ?? []).reduce((others, other) => others + other.amountFen, 0),
        0,
      );
      expect(total).toBe(0);
      for (const [account, { balanceFen, seq }] of heads) {
        const chain = rows.filter((row) => row.account === account);
        expect(chain.map((row) => row.seq)).toEqual(Array.from({ length: seq }, (_, place) => place + 1));
        expect(chain.reduce((sum, row) => sum + row.amountFen, 0)).toBe(balanceFen);
        expect(chain.every((row) => row.balanceFen >= 0)).toBe(true);
      }
    }),
  );
});

test('says how much is missing', () => {
  const heads = new Map([[walletOf('usr_a'), { seq: 3, balanceFen: 250 }]]);
  const buy = () =>
    postEntries(heads, [purchaseEntry({ userId: 'usr_a', orderId: 'ord_1', amountFen: 1000 }, at)]);
  expect(buy).toThrow(expect.objectContaining({ extras: { params: { missing: '7.50' } } }));
});

test('money that comes in may leave in the same transaction', () => {
  const received = receivedEntry(
    { userId: 'usr_a', provider: 'sandbox', paymentId: 'pay_1', amountFen: 1000, reason: 'online_payment' },
    at,
  );
  const { postings } = postEntries(new Map([[walletOf('usr_a'), { seq: 3, balanceFen: 20 }]]), [
    received,
    purchaseEntry({ userId: 'usr_a', orderId: 'ord_1', amountFen: 1000 }, at),
  ]);
  expect(postings.map(({ seq, balanceFen }) => ({ seq, balanceFen }))).toEqual([
    { seq: 4, balanceFen: 1020 },
    { seq: 5, balanceFen: 20 },
  ]);
  expect(postings[1]?.others).toEqual([{ account: escrowOf('ord_1'), amountFen: 1000 }]);
});

test.each([
  [
    'an unbalanced entry',
    [
      { account: walletOf('u'), amountFen: 5 },
      { account: escrowOf('o'), amountFen: -4 },
    ],
  ],
  [
    'a leg of nothing',
    [
      { account: walletOf('u'), amountFen: 0 },
      { account: escrowOf('o'), amountFen: 0 },
    ],
  ],
  [
    'a fraction of a fen',
    [
      { account: walletOf('u'), amountFen: 0.5 },
      { account: escrowOf('o'), amountFen: -0.5 },
    ],
  ],
  [
    'an account twice',
    [
      { account: walletOf('u'), amountFen: 5 },
      { account: walletOf('u'), amountFen: -5 },
    ],
  ],
  [
    'no chained account',
    [
      { account: escrowOf('a'), amountFen: 5 },
      { account: escrowOf('b'), amountFen: -5 },
    ],
  ],
])('refuses %s', (_, legs) => {
  const heads = new Map([
    [walletOf('u'), { seq: 1, balanceFen: 100 }],
    [depositOf('s'), emptyHead],
  ]);
  expect(() => postEntries(heads, [{ entryId: 'e', reason: 'purchase', at, reference: 'r', legs }])).toThrow(
    RangeError,
  );
});

const account = fc
  .tuple(fc.constantFrom(...(Object.keys(accountKinds) as AccountKind[])), fc.constantFrom('a', 'b'))
  .map(([kind, owner]): Account => `${kind}:${owner}`);
const reason = fc.constantFrom(...(Object.keys(flows) as PostingReason[]));

test('money goes the ways of the table of flows and no other, whichever accounts, reason and sign an entry has', () => {
  fc.assert(
    fc.property(account, account, reason, amountFen, (from, to, why, fen) => {
      fc.pre(from !== to && (isChained(from) || isChained(to)));
      const legs = [
        { account: from, amountFen: -fen },
        { account: to, amountFen: fen },
      ];
      const heads = new Map([from, to].filter(isChained).map((one) => [one, { seq: 1, balanceFen: 20_000 }]));
      const post = () => postEntries(heads, [{ entryId: 'e', reason: why, at, reference: 'r', legs }]);

      const permitted = flows[why].from === kindOf(from) && flows[why].to === kindOf(to);
      if (permitted) expect(post().postings.length).toBeGreaterThan(0);
      else expect(post).toThrow(RangeError);
    }),
  );
});
