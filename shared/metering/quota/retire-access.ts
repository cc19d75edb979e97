import type { Change } from '../../kernel/change.ts';
import type { Table } from '../../table/table.ts';
import { accessKey, lastUsedUpSk } from './access.ts';
import { parcelIdOf, type Quota } from './quota.ts';

type Parcel = Pick<Quota, 'buyerId' | 'groupId' | 'endsAt' | 'entitlementId' | 'parcel'>;

/** Whether nothing will ever be left of it again: what was counted stays counted. */
export const isUsedUp = ({ used, total }: Pick<Quota, 'used' | 'total'>): boolean => used >= total;

/**
 * Takes a used up parcel from those that calls look at, so that a buyer of many small packages is not asked to get through all of
 * them. The last one stays at the end of the list: it tells a quota that is used up from one that was never bought.
 */
export async function retireAccess(
  table: Table,
  { buyerId, groupId, endsAt, entitlementId, parcel }: Parcel,
): Promise<Change[]> {
  const key = accessKey(buyerId, groupId, `${endsAt}#${parcelIdOf({ entitlementId, parcel })}`);
  const access = await table.get(key);
  if (!access) return [];
  const last = {
    kind: 'update',
    key: accessKey(buyerId, groupId, lastUsedUpSk),
    expression:
      'SET #type = :type, entitlementId = :id, parcel = :parcel, countingRule = :rule, startsAt = :from, endsAt = :to',
    names: { '#type': 'type' },
    values: {
      ':type': 'access',
      ':id': entitlementId,
      ':parcel': parcel,
      ':rule': access.countingRule,
      ':from': access.startsAt,
      ':to': endsAt,
    },
  } as const;
  return [{ writes: [last, { kind: 'remove', key }] }];
}
