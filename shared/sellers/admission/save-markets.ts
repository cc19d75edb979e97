import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { sellersContract } from '../contract.ts';
import { savePart } from './save-part.ts';

/** Which markets the application is for, and whether the seller sells on consignment: a reviewer's comment on them can be met. */
export const saveMarkets: UseCase<typeof sellersContract.saveMarkets, { readonly table: Table }> = async (
  call,
  deps,
) => {
  const { markets, consignment } = call.input;
  return savePart(call, deps, 'markets', async () => ({
    fields: { markets: [...new Set(markets)], consignment },
  }));
};
