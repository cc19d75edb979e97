import * as z from 'zod';
import { type Case, type DecidedCase, openCase, outcomeOf } from '../../cases/case.ts';
import { casesErrors } from '../../cases/errors.ts';
import { become, type Lifecycle } from '../../kernel/lifecycle.ts';
import type { AccountAnswer } from '../../outside/settlement-account/account-verifier.ts';

export const SettlementAccountStatus = z.enum(['unverified', 'verified', 'refused']);
export type SettlementAccountStatus = z.output<typeof SettlementAccountStatus>;

/** Of one saved account; a seller that saves another begins anew. */
export const settlementAccountLifecycle = {
  unverified: { zh: '待核实', en: 'waiting to be verified', next: ['verified', 'refused'] },
  verified: { zh: '已核实', en: 'verified', next: [] },
  refused: { zh: '未通过核实', en: 'refused', next: [] },
} as const satisfies Lifecycle<SettlementAccountStatus>;

/**
 * What became of the account that settlements are paid to: verified by a provider that knows it, or by an operator. The account itself
 * stands beside this, sealed.
 */
export type SettlementAccount = {
  readonly status: SettlementAccountStatus;
  readonly savedAt: string;
  readonly verifiedAt?: string;
  /** the operators' decision that an account which nobody could check waits or waited for */
  readonly review?: Case;
  /** of the account alone, so that a decision is not upset when the seller changes its store */
  readonly version: number;
};

/** What a seller keeps. */
type Kept = { readonly alipayAccount?: string; readonly settlementAccount?: SettlementAccount };

/** What was answered of an account that may be kept. */
type Checked = Extract<AccountAnswer, { account: string }>;

/** Who saves it, when, and by when an operator should have looked at it. */
type Saving = {
  readonly sellerId: string;
  readonly by: { readonly userId: string; readonly name: string };
  readonly now: Date;
  readonly dueAt: Date;
};

/** What is kept when a seller saves an account. One that is verified already, or waits and still cannot be checked, stays as it is. */
export function accountSaved(
  seller: Kept,
  { kind, account }: Checked,
  { sellerId, by, now, dueAt }: Saving,
): Required<Kept> {
  const { settlementAccount: before } = seller;
  const known = seller.alipayAccount === account ? before : undefined;
  const stays = known?.status === 'verified' || (known?.status === 'unverified' && kind === 'unchecked');
  if (known && stays) return { alipayAccount: account, settlementAccount: known };

  const at = now.toISOString();
  const anew = { savedAt: at, version: (before?.version ?? 0) + 1 };
  if (kind === 'verified')
    return { alipayAccount: account, settlementAccount: { ...anew, status: 'verified', verifiedAt: at } };

  const opening = {
    ...{
      kind: 'settlement_account',
      id: sellerId,
      openedBy: { userId: by.userId, name: by.name },
      version: anew.version,
    },
    ...({ dueAt: dueAt.toISOString(), silenceMeans: 'nothing' } as const),
  };
  const review = openCase(opening, outcomeOf(before?.review), now);
  return { alipayAccount: account, settlementAccount: { ...anew, status: 'unverified', review } };
}

const outcomes = { approved: 'verified', rejected: 'refused' } as const;

/** As an operator's decision leaves it. */
export function accountDecided(before: SettlementAccount, review: DecidedCase): SettlementAccount {
  const status = outcomes[review.status];
  return {
    ...become<SettlementAccountStatus, SettlementAccount>(
      settlementAccountLifecycle,
      before,
      status,
      casesErrors.not_open,
    ),
    review,
    version: before.version + 1,
    ...(status === 'verified' && { verifiedAt: review.outcome.decidedAt }),
  };
}
