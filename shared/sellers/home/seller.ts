import * as z from 'zod';
import { queuePlace } from '../../cases/queue.ts';
import { shownLine, shownLines } from '../../kernel/text/shown-text.ts';
import { defineEntity } from '../../table/entity.ts';
import { Email, Hotline, StoreHours, UploadId } from '../fields.ts';
import type { Market } from '../markets/market-rules.ts';
import { nextDocumentStep, type SellerDocument } from './seller-documents.ts';
import type { SettlementAccount } from './settlement-account.ts';

/** What a seller says of itself to the marketplace. */
export const Profile = z.strictObject({
  displayName: shownLine(2, 50),
  introduction: shownLines(10, 1000),
  region: shownLine(2, 50),
  address: shownLine(4, 200),
  website: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .optional(),
});
export type Profile = z.output<typeof Profile>;

/** The seller's public page (`docs/rules/1-onboarding.md`, "Store and settlement account"). */
export const Store = z.strictObject({
  name: shownLine(2, 30),
  logoUploadId: UploadId,
  bannerUploadId: UploadId.optional(),
  introduction: shownLines(10, 500),
  hotline: Hotline,
  email: Email,
  serviceHours: StoreHours,
});
export type Store = z.output<typeof Store>;

export type Seller = {
  readonly sellerId: string;
  readonly ownerUserId: string;
  readonly kind: 'company' | 'individual';
  readonly legalName: string;
  readonly legalNumber: string;
  /** the same for the same legal person, whatever account it comes with */
  readonly legalIdentity: string;
  readonly markets: readonly Market[];
  readonly depositRequiredFen: number;
  readonly admittedAt: string;
  /** the application whose material is in force */
  readonly applicationId: string;
  readonly documents: readonly SellerDocument[];
  readonly profile?: Profile;
  readonly store?: Store;
  /** where settlements are paid to, and whether that is verified */
  readonly alipayAccount?: string;
  readonly settlementAccount?: SettlementAccount;
  /** set while the seller may not trade, with the reason */
  readonly frozen?: { readonly reason: string; readonly at: string };
  readonly version: number;
};

export const sellerEntity = defineEntity<Seller, string, 'documents'>({
  type: 'seller',
  keyOf: (sellerId) => ({ pk: sellerId, sk: 'seller' }),
  idOf: ({ sellerId }) => sellerId,
  timers: ({ documents }) => ({ documents: nextDocumentStep(documents) }),
  lists: ({ legalName, settlementAccount }) => ({ list3: queuePlace(settlementAccount?.review, legalName) }),
  // Accounts are often somebody's mobile number. What became of an account stays readable without the key.
  sealed: ['legalNumber', 'alipayAccount'],
});
