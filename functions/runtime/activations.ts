import { apiGroupEntity } from '../../shared/apis/groups/api-group.ts';
import type { Access, ProductTypeName, Terms } from '../../shared/catalogue/published.ts';
import type { Change } from '../../shared/kernel/change.ts';
import { grantQuota } from '../../shared/metering/quota/access.ts';
import { endQuota } from '../../shared/metering/quota/end-quota.ts';
import type { ActiveRight } from '../../shared/orders/published.ts';
import type { Table } from '../../shared/table/table.ts';

export type Surroundings = { readonly table: Table; readonly gatewayUrl: string };

/** What becomes of terms once somebody has bought them: what begins with the entitlement, what ends when that is refunded, and how its buyer uses it. */
export type Activation<T extends Terms> = {
  readonly begin: (terms: T, right: ActiveRight) => readonly Change[];
  readonly end: (terms: T, right: ActiveRight, table: Table) => Promise<readonly Change[]>;
  readonly access: (
    terms: T,
    surroundings: Surroundings,
  ) => Promise<Extract<Access, { type: T['type'] }> | undefined>;
};

/** One row a product type. */
export const activations: { readonly [T in ProductTypeName]: Activation<Extract<Terms, { type: T }>> } = {
  api: {
    begin: ({ groupId, calls, countingRule }, { bought: { sellerId }, quantity, ...right }) =>
      grantQuota({ ...right, sellerId, groupId, calls: calls * quantity, countingRule }),
    end: (_terms, { entitlementId }, table) => endQuota(table, entitlementId),
    access: async ({ groupId }, { table, gatewayUrl }) => {
      const group = await apiGroupEntity.get(table, groupId, { eventual: true });
      return group && { type: 'api', gatewayUrl: gatewayUrl.replace(/\/$/, ''), accessPrefix: group.prefix };
    },
  },
};
