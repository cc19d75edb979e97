import { defineEntity } from '../../table/entity.ts';
import type { Table } from '../../table/table.ts';

/** Which seller a user acts for. Written once, when the seller is admitted, and never changed. */
export type Membership = { readonly userId: string; readonly sellerId: string; readonly version: number };

export const membershipEntity = defineEntity<Membership, string>({
  type: 'membership',
  keyOf: (userId) => ({ pk: `membership#${userId}`, sk: 'membership' }),
  idOf: ({ userId }) => userId,
});

/** Looks a user's seller up; a membership once seen is remembered, since it never changes. */
export function sellerOfUser(table: Table): (userId: string) => Promise<string | undefined> {
  const known = new Map<string, string>();
  return async (userId) => {
    const remembered = known.get(userId);
    if (remembered !== undefined) return remembered;
    const membership = await membershipEntity.get(table, userId);
    if (membership) known.set(userId, membership.sellerId);
    return membership?.sellerId;
  };
}
