import { sellerOf } from '../../kernel/actor.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { healthKey } from '../../table/health/system-health.ts';
import type { Table } from '../../table/table.ts';
import { apiErrors } from '../errors.ts';
import { apiEvents } from '../events.ts';
import { accessPrefixEntity } from './access-prefix.ts';
import { apiGroupEntity, ownGroup } from './api-group.ts';
import { apiListEntity } from './api-list.ts';
import type { apiGroupsContract } from './contract.ts';

/** A group that no product names and none ever sold; its prefix is free again. @throws apis.group_in_use */
export const deleteApiGroup: UseCase<typeof apiGroupsContract.deleteApiGroup, { table: Table }> = async (
  { input, actor },
  { table },
) => {
  const group = await ownGroup(table, sellerOf(actor), input.groupId);
  const { groupId, sellerId, prefix } = group;
  if (group.boundProductId !== undefined || group.sold) throw apiErrors.group_in_use();

  const lists = (['edited', 'published'] as const).map((state) => apiListEntity.keyOf({ groupId, state }));
  const remaining = [accessPrefixEntity.keyOf(prefix), healthKey(groupId), ...lists];
  return {
    answer: { groupId, deleted: true },
    changes: [
      apiGroupEntity.remove(group, happened(apiEvents.groupDeleted, { groupId, sellerId, prefix })),
      { writes: remaining.map((key) => ({ kind: 'remove', key })) },
    ],
  };
};
