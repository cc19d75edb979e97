import type { Table } from '../../table/table.ts';
import { sellerEntity } from './seller.ts';

/** For the catalogue: how pages and agreements name a seller. */
export const storeCard = (table: Table) => async (sellerId: string) => {
  const seller = await sellerEntity.get(table, sellerId, { eventual: true });
  return seller && { name: seller.store?.name ?? seller.legalName, logoUploadId: seller.store?.logoUploadId };
};
