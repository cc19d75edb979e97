import { sellerOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { ownGroup } from './api-group.ts';
import { apiListEntity, unpackApis } from './api-list.ts';
import type { apiGroupsContract } from './contract.ts';
import { groupView } from './group-view.ts';

export const showApiGroup: UseCase<typeof apiGroupsContract.showApiGroup, { table: Table }> = async (
  { input, actor },
  { table },
) => {
  const group = await ownGroup(table, sellerOf(actor), input.groupId);
  const list = await apiListEntity.get(table, { groupId: group.groupId, state: 'edited' });
  return { answer: { ...groupView(group), apis: unpackApis(list) } };
};
