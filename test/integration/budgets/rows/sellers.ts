import { type Seller, type Store, sellerEntity } from '../../../../shared/sellers/home/seller.ts';
import { markets } from '../../../../shared/sellers/markets/market-rules.ts';
import { waiting } from './market.ts';
import { idAt, sellerId, sellerUserId, text, timeAt } from './people.ts';

const storeAt = (place: number): Store => ({
  name: text(30, place),
  logoUploadId: idAt('upl', 1),
  introduction: text(500),
  hotline: '400-123-4567',
  email: 'support@seller.example',
  serviceHours: { kind: 'custom', weekdays: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '20:00' },
});

/** One who has filled in every field to its limit. */
export const fullSeller: Seller = {
  sellerId,
  ownerUserId: sellerUserId,
  kind: 'company',
  legalName: text(100),
  legalNumber: '91110000600037341L',
  legalIdentity: 'd'.repeat(43),
  markets: [...markets],
  depositRequiredFen: 500_000,
  admittedAt: timeAt(0),
  applicationId: idAt('app', 1),
  documents: [],
  profile: {
    displayName: text(50),
    introduction: text(1000),
    region: text(50),
    address: text(200),
    website: `https://${'x'.repeat(280)}.example`,
  },
  store: storeAt(1),
  alipayAccount: 'finance@seller.example',
  settlementAccount: { status: 'verified', savedAt: timeAt(0), verifiedAt: timeAt(0), version: 1 },
  version: 9,
};

/** A seller with the longest names, in every market, whose settlement account an operator has to check. */
export const waitingSellerItem = (place: number) =>
  sellerEntity.create({
    sellerId: idAt('sel', place),
    ownerUserId: idAt('usr', place),
    kind: 'individual',
    legalName: text(100, place),
    legalNumber: '91110000600037341L',
    legalIdentity: 'd'.repeat(43),
    markets: [...markets],
    store: storeAt(place),
    depositRequiredFen: 200_000,
    admittedAt: timeAt(0),
    applicationId: idAt('app', place),
    documents: [],
    settlementAccount: {
      status: 'unverified',
      savedAt: timeAt(place),
      review: waiting('settlement_account', idAt('sel', place), place),
      version: 1,
    },
    version: 2,
  });
