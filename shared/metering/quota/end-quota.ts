import type { Change } from '../../kernel/change.ts';
import type { Table } from '../../table/table.ts';
import { accessKey } from './access.ts';
import { parcelIdOf, type Quota, quotaPrefix } from './quota.ts';

/** So many parcels of an entitlement are ended in a transaction, so that ten lines fit into one with all that ends with them. */
const mostParcels = 6;

/**
 * Ends what an entitlement may still call, for a refund: its accesses go, so that no further call finds it once environments have forgotten what
 * they remembered. Its counters stay as they are: calls under way are settled on them, and nothing that a call writes meets this.
 */
export async function endQuota(table: Table, entitlementId: string): Promise<Change[]> {
  const parcels = { pk: entitlementId, prefix: quotaPrefix, consistent: true };
  const { items } = await table.query(parcels, { limit: mostParcels + 1 });
  if (items.length > mostParcels)
    throw new RangeError(`${entitlementId} has more parcels than one transaction ends`);

  const keys = (items as unknown as Quota[]).map(({ buyerId, groupId, endsAt, ...parcel }) =>
    accessKey(buyerId, groupId, `${endsAt}#${parcelIdOf(parcel)}`),
  );
  return [{ writes: keys.map((key) => ({ kind: 'remove', key })) }];
}
