import { type Account, type AccountKind, kindOf } from './account.ts';

type Flow = { readonly from: AccountKind; readonly to: AccountKind };

/** Every way that money may go, by its reason (`docs/rules/7-money.md`, "Ledger"). What is not here is posted nowhere. */
export const flows = {
  top_up: { from: 'clearing', to: 'wallet' },
  online_payment: { from: 'clearing', to: 'wallet' },
  payment_returned: { from: 'clearing', to: 'wallet' },
  purchase: { from: 'wallet', to: 'escrow' },
  refund: { from: 'escrow', to: 'wallet' },
  deposit: { from: 'wallet', to: 'deposit' },
} as const satisfies Readonly<Record<string, Flow>>;

export type PostingReason = keyof typeof flows;
export const postingReasons = Object.keys(flows) as [PostingReason, ...PostingReason[]];

type Movement = {
  readonly entryId: string;
  readonly reason: PostingReason;
  readonly legs: readonly { readonly account: Account; readonly amountFen: number }[];
};

/** @throws RangeError, which is a mistake of ours, when money would go another way than its reason says */
export function assertPermitted({ entryId, reason, legs }: Movement): void {
  const { from, to } = flows[reason];
  const permitted = legs.every(({ account, amountFen }) => kindOf(account) === (amountFen < 0 ? from : to));
  if (!permitted) throw new RangeError(`entry ${entryId} goes another way than ${reason} may`);
}
