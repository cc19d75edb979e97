import * as z from 'zod';
import { queuePlace } from '../../cases/queue.ts';
import { shortText } from '../../kernel/text/short-text.ts';
import { shownLine, shownLines } from '../../kernel/text/shown-text.ts';
import { defineEntity } from '../../table/entity.ts';
import { placeOf } from '../../table/list-page.ts';
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

export const sellerStatuses = ['active', 'frozen'] as const;

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

export const statusOf = ({ frozen }: Pick<Seller, 'frozen'>): (typeof sellerStatuses)[number] =>
  frozen ? 'frozen' : 'active';

/** Every seller, by the time of its admission. */
export const allSellers = 'sellers';

/** Of the markets and the names in the list, so that twenty rows cost one read unit; the legal name gives way. */
const rowTextBytes = 250;
const storeNameBytes = 90;

/** What the operators' list shows of a seller besides its id; long names are shortened. */
export function sellerRow(seller: Seller) {
  const { legalName, kind, markets, store } = seller;
  const storeName = store && shortText(store.name, storeNameBytes);
  const taken = [...markets, storeName ?? ''].reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0);
  return {
    legalName: shortText(legalName, rowTextBytes - taken),
    storeName,
    kind,
    status: statusOf(seller),
    markets: [...markets],
  };
}

export const sellerEntity = defineEntity<Seller, string, 'documents'>({
  type: 'seller',
  keyOf: (sellerId) => ({ pk: sellerId, sk: 'seller' }),
  idOf: ({ sellerId }) => sellerId,
  timers: ({ documents }) => ({ documents: nextDocumentStep(documents) }),
  lists: ({ sellerId, legalName, settlementAccount }) => ({
    list1: { pk: allSellers, sk: placeOf(sellerId) },
    list3: queuePlace(settlementAccount?.review, legalName),
  }),
  row: sellerRow,
  // Accounts are often somebody's mobile number. What became of an account stays readable without the key.
  sealed: ['legalNumber', 'alipayAccount'],
});
