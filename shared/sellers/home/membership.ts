import { remember } from '../../kernel/remember.ts';
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
  const known = remember((userId: string) => membershipEntity.get(table, userId), Number.POSITIVE_INFINITY);
  return async (userId) => (await known.get(userId, new Date()))?.sellerId;
}
