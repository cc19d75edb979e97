import type { Table } from '../../table/table.ts';
import { sellerErrors } from '../errors.ts';
import type { DepositBalance } from '../ports.ts';
import { type Missing, missingForListing } from './readiness.ts';
import { sellerEntity } from './seller.ts';

type Deps = { readonly table: Table; readonly depositBalance: DepositBalance };

/** For the catalogue: what a seller lacks to list a product that may be sold in these markets. @throws sellers.seller_not_found */
export const listingReadiness =
  ({ table, depositBalance }: Deps) =>
  async (sellerId: string, markets: readonly string[]): Promise<Missing[]> => {
    const [seller, balanceFen] = await Promise.all([
      sellerEntity.get(table, sellerId),
      depositBalance(sellerId),
    ]);
    if (!seller) throw sellerErrors.seller_not_found();
    return missingForListing(seller, markets, balanceFen);
  };

/** For messages: the user who acts for a seller. */
export const ownerOfSeller =
  (table: Table) =>
  async (sellerId: string): Promise<string | undefined> =>
    (await sellerEntity.get(table, sellerId, { eventual: true }))?.ownerUserId;
