import type { Change } from '../kernel/change.ts';
import type { Table } from '../table/table.ts';
import { newQuota } from './quota.ts';

export type CountingRule = 'success-only' | 'forwarded';

/** What a buyer may call in a group, and which entitlement pays for it. Sorted by end: the one that ends first is used first. */
export type Access = {
  readonly entitlementId: string;
  readonly countingRule: CountingRule;
  readonly startsAt: string;
  readonly endsAt: string;
};

export type Grant = Access & { readonly buyerId: string; readonly sellerId: string; readonly groupId: string; readonly calls: number };

const accessPk = (buyerId: string, groupId: string): string => `access#${buyerId}#${groupId}`;

/** Opens an API group to a buyer with a number of calls. Made once per entitlement: a second one refuses the transaction. */
export const grantQuota = ({ buyerId, sellerId, groupId, calls, ...access }: Grant): Change[] => [
  {
    writes: [
      {
        kind: 'create',
        item: { pk: accessPk(buyerId, groupId), sk: `${access.endsAt}#${access.entitlementId}`, type: 'access', ...access },
      },
      {
        kind: 'create',
        item: newQuota({ entitlementId: access.entitlementId, buyerId, sellerId, groupId, total: calls, endsAt: access.endsAt }),
      },
    ],
  },
];

/** Running accesses of a buyer to a group, the one that ends first in front. */
export async function accessesOf(table: Table, buyerId: string, groupId: string, now: Date): Promise<Access[]> {
  const { items } = await table.query(
    { pk: accessPk(buyerId, groupId), between: [now.toISOString(), '~'], consistent: true },
    { limit: 20 },
  );
  return items as unknown as Access[];
}
