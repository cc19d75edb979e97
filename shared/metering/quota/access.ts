import type { Change } from '../../kernel/change.ts';
import type { Table } from '../../table/table.ts';
import { newQuota, parcelIdOf } from './quota.ts';

export type CountingRule = 'success_only' | 'forwarded';

/** What a buyer may call in a group, and which parcel of which entitlement pays for it. Sorted by end: the one that ends first is used first. */
export type Access = {
  readonly entitlementId: string;
  readonly parcel: number;
  readonly countingRule: CountingRule;
  readonly startsAt: string;
  readonly endsAt: string;
};

export type Grant = Access & {
  readonly buyerId: string;
  readonly sellerId: string;
  readonly groupId: string;
  readonly calls: number;
};

export const accessKey = (buyerId: string, groupId: string, sk: string) => ({
  pk: `access#${buyerId}#${groupId}`,
  sk,
});

/** Sorts behind every time: the last entitlement that was used up before its end. */
export const lastUsedUpSk = 'used-up';

/** Opens an API group to a buyer with a parcel of calls. Made once per parcel: a second one refuses the transaction. */
export const grantQuota = ({ buyerId, sellerId, groupId, calls, ...access }: Grant): Change[] => [
  {
    writes: [
      {
        kind: 'create',
        item: {
          ...accessKey(buyerId, groupId, `${access.endsAt}#${parcelIdOf(access)}`),
          type: 'access',
          ...access,
        },
      },
      {
        kind: 'create',
        item: newQuota({
          entitlementId: access.entitlementId,
          parcel: access.parcel,
          buyerId,
          sellerId,
          groupId,
          total: calls,
          endsAt: access.endsAt,
        }),
      },
    ],
  },
];

/** Running accesses of a buyer to a group, the one that ends first in front; behind them the last used up one, be it over or not. */
export async function accessesOf(
  table: Table,
  buyerId: string,
  groupId: string,
  now: Date,
): Promise<Access[]> {
  const { items } = await table.query(
    { pk: accessKey(buyerId, groupId, '').pk, between: [now.toISOString(), '~'], consistent: true },
    { limit: 20 },
  );
  return items as unknown as Access[];
}
