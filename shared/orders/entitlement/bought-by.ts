import type { Bought } from '../../catalogue/published.ts';
import type { Table } from '../../table/table.ts';
import { entitlementEntity } from './entitlement.ts';

/** For the catalogue, which shows buyers the documentation and the agreement of what they hold. */
export const boughtBy =
  (table: Table) =>
  async (entitlementId: string, buyerId: string): Promise<Bought | undefined> => {
    const entitlement = await entitlementEntity.get(table, entitlementId);
    return entitlement?.buyerId === buyerId ? entitlement.bought : undefined;
  };
