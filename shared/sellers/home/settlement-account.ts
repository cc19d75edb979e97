import * as z from 'zod';
import { become, type Lifecycle } from '../../kernel/lifecycle.ts';
import type { AccountAnswer } from '../../outside/settlement-account/account-verifier.ts';
import { sellerErrors } from '../errors.ts';

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
  /** an operator's words on its decision */
  readonly reason?: string;
  /** of the account alone, so that a decision is not upset when the seller changes its store */
  readonly version: number;
};

export const waitingAccounts = 'settlement-accounts#unverified';

/** Where an account that waits for an operator is listed, oldest first; no place for others. */
export const waitingListOf = (sellerId: string, account: SettlementAccount | undefined) =>
  account?.status === 'unverified'
    ? { pk: waitingAccounts, sk: `${account.savedAt}#${sellerId}` }
    : undefined;

/** What a seller keeps. */
type Kept = { readonly alipayAccount?: string; readonly settlementAccount?: SettlementAccount };

/** What was answered of an account that may be kept. */
type Checked = Extract<AccountAnswer, { account: string }>;

/** What is kept when a seller saves an account. One that is verified already, or waits and still cannot be checked, stays as it is. */
export function accountSaved(seller: Kept, { kind, account }: Checked, now: Date): Required<Kept> {
  const { settlementAccount: before } = seller;
  const known = seller.alipayAccount === account ? before : undefined;
  const stays = known?.status === 'verified' || (known?.status === 'unverified' && kind === 'unchecked');
  if (known && stays) return { alipayAccount: account, settlementAccount: known };

  const at = now.toISOString();
  const anew = { savedAt: at, version: (before?.version ?? 0) + 1 };
  const settlementAccount: SettlementAccount =
    kind === 'verified' ? { ...anew, status: 'verified', verifiedAt: at } : { ...anew, status: 'unverified' };
  return { alipayAccount: account, settlementAccount };
}

/** An operator's word. @throws sellers.settlement_account_not_waiting unless the account is unverified */
export function accountDecided(
  before: SettlementAccount,
  to: 'verified' | 'refused',
  reason: string | undefined,
  now: Date,
) {
  const after = become<SettlementAccountStatus, SettlementAccount>(
    settlementAccountLifecycle,
    before,
    to,
    sellerErrors.settlement_account_not_waiting,
  );
  return {
    ...after,
    reason,
    version: before.version + 1,
    ...(to === 'verified' && { verifiedAt: now.toISOString() }),
  };
}
