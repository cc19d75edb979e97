import * as z from 'zod';
import type { Lifecycle } from '../../kernel/lifecycle.ts';
import { defineEntity } from '../../table/entity.ts';
import { placeOf } from '../../table/list-page.ts';
import type { Table } from '../../table/table.ts';
import { apiErrors } from '../errors.ts';

export const GroupStatus = z.enum(['draft', 'published']);
export type GroupStatus = z.output<typeof GroupStatus>;

/** Publishing again brings later changes to the gateway. */
export const groupLifecycle = {
  draft: { zh: '草稿', en: 'a draft', next: ['published'] },
  published: { zh: '已发布', en: 'published', next: ['published'] },
} as const satisfies Lifecycle<GroupStatus>;

/** A seller's APIs behind one access prefix (`docs/rules/5-api-calls.md`, "API groups"). */
export type ApiGroup = {
  readonly groupId: string;
  readonly sellerId: string;
  readonly name: string;
  readonly backendUrl: string;
  readonly prefix: string;
  readonly status: GroupStatus;
  /** shared with the backend; signs every forwarded request */
  readonly sealedSecret: string;
  readonly secretHint: string;
  readonly apiCount: number;
  /** changed since it was last published */
  readonly dirty: boolean;
  /** the one product that may use the prefix */
  readonly boundProductId?: string;
  /** a version that sells it was approved once; what it sold refers to the group for good */
  readonly sold?: boolean;
  readonly createdAt: string;
  /** when a publication last changed the backend or took an API away: what was reviewed before then was another group */
  readonly replacedAt?: string;
  readonly publishedAt?: string;
  readonly version: number;
};

export const groupsOf = (sellerId: string): string => `api_groups#${sellerId}`;

/** What lists show. */
export type GroupRow = Pick<ApiGroup, 'groupId' | 'name' | 'prefix' | 'status' | 'apiCount'>;

export const apiGroupEntity = defineEntity<ApiGroup, string>({
  type: 'api_group',
  keyOf: (groupId) => ({ pk: groupId, sk: 'group' }),
  idOf: ({ groupId }) => groupId,
  lists: ({ sellerId, groupId }) => ({ list1: { pk: groupsOf(sellerId), sk: placeOf(groupId) } }),
  row: ({ groupId, name, prefix, status, apiCount }): GroupRow => ({
    groupId,
    name,
    prefix,
    status,
    apiCount,
  }),
  secret: ['sealedSecret'],
});

/** The seller's own group; another seller's does not exist for it. @throws apis.group_not_found */
export async function ownGroup(table: Table, sellerId: string, groupId: string): Promise<ApiGroup> {
  const group = await apiGroupEntity.get(table, groupId);
  if (group?.sellerId !== sellerId) throw apiErrors.group_not_found();
  return group;
}
