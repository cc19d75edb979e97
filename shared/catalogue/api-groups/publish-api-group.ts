import { sellerOf } from '../../kernel/actor.ts';
import type { Change } from '../../kernel/change.ts';
import { become } from '../../kernel/lifecycle.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { catalogueErrors } from '../errors.ts';
import { catalogueEvents } from '../events.ts';
import { accessPrefixEntity, type RoutedApi } from './access-prefix.ts';
import { type ApiGroup, apiGroupEntity, type GroupStatus, groupLifecycle, ownGroup } from './api-group.ts';
import { apiListEntity, unpackApis } from './api-list.ts';
import type { apiGroupsContract } from './contract.ts';
import { groupView } from './group-view.ts';

/** Brings backend and APIs to the gateway; from then on the group can be sold, and later changes wait for the next time. */
export const publishApiGroup: UseCase<typeof apiGroupsContract.publishApiGroup, { table: Table }> = async (
  { input, actor, now },
  { table },
) => {
  const before = await ownGroup(table, sellerOf(actor), input.groupId);
  const list = await apiListEntity.get(table, { groupId: before.groupId, state: 'edited' });
  const apis = unpackApis(list);
  if (!list || apis.length === 0) throw catalogueErrors.group_without_apis();
  const published: ApiGroup = {
    ...become<GroupStatus, ApiGroup>(groupLifecycle, before, 'published', catalogueErrors.group_not_found),
    dirty: false,
    publishedAt: now.toISOString(),
  };
  const event = {
    name: catalogueEvents.groupPublished,
    data: { groupId: before.groupId, sellerId: before.sellerId, apiCount: apis.length },
  };
  const routed = apis.map(({ method, pathTemplate, operationId }) => ({ method, pathTemplate, operationId }));
  return {
    answer: groupView(published),
    changes: [
      apiGroupEntity.save(before, published, event),
      await routeChange(table, published, routed),
      await publishedListChange(table, before.groupId, list.packed),
    ],
  };
};

async function routeChange(table: Table, { prefix, backendUrl, sealedSecret }: ApiGroup, apis: readonly RoutedApi[]): Promise<Change> {
  const held = await accessPrefixEntity.get(table, prefix);
  if (!held) throw new Error('API group without its prefix');
  return accessPrefixEntity.save(held, { ...held, route: { backendUrl, sealedSecret, apis } });
}

async function publishedListChange(table: Table, groupId: string, packed: Uint8Array): Promise<Change> {
  const list = await apiListEntity.get(table, { groupId, state: 'published' });
  return list ? apiListEntity.save(list, { ...list, packed }) : apiListEntity.create({ groupId, state: 'published', packed, version: 1 });
}
