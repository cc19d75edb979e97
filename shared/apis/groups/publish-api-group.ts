import type { ReliesOn } from '../../catalogue/published.ts';
import { sellerOf } from '../../kernel/actor.ts';
import type { Change } from '../../kernel/change.ts';
import { kernelErrors } from '../../kernel/errors.ts';
import { happened } from '../../kernel/events/define-events.ts';
import { become } from '../../kernel/lifecycle.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { apiErrors } from '../errors.ts';
import { apiEvents } from '../events.ts';
import { accessPrefixEntity, packRoute, routedApis } from './access-prefix.ts';
import { type ApiGroup, apiGroupEntity, type GroupStatus, groupLifecycle, ownGroup } from './api-group.ts';
import { apiListEntity, unpackApis } from './api-list.ts';
import type { apiGroupsContract } from './contract.ts';
import { groupView } from './group-view.ts';
import { replacedBy } from './replaced.ts';

type Deps = { readonly table: Table; readonly reliesOn: ReliesOn };

/**
 * Brings backend and APIs to the gateway; from then on the group can be sold, and later changes wait for the next time. What a product
 * in review or on sale relies on is not replaced (`docs/rules/2-catalogue.md`, "Review and life cycle").
 */
export const publishApiGroup: UseCase<typeof apiGroupsContract.publishApiGroup, Deps> = async (
  { input, actor, now },
  { table, reliesOn },
) => {
  const before = await ownGroup(table, sellerOf(actor), input.groupId);
  const list = await apiListEntity.get(table, { groupId: before.groupId, state: 'edited' });
  const held = await accessPrefixEntity.get(table, before.prefix);
  // Deleted since it was read: whoever decides anew finds the group gone, rather than without APIs.
  if (!held) throw kernelErrors.conflict();
  const apis = unpackApis(list);
  if (!list || apis.length === 0) throw apiErrors.group_without_apis();

  const { backendUrl, sealedSecret } = before;
  const replaced =
    held.route && replacedBy({ ...held.route, apis: routedApis(held.route) }, { backendUrl, apis });
  const product =
    before.boundProductId === undefined
      ? undefined
      : await reliesOn(before.boundProductId, { kind: 'api_group', id: before.groupId });
  if (replaced && product?.reliedOn)
    throw apiErrors.group_relied_on({
      params: { product: product.name, status: product.reliedOn, change: replaced },
    });

  const published: ApiGroup = {
    ...become<GroupStatus, ApiGroup>(groupLifecycle, before, 'published', apiErrors.group_not_found),
    dirty: false,
    publishedAt: now.toISOString(),
    ...(replaced && { replacedAt: now.toISOString() }),
  };
  const event = happened(apiEvents.groupPublished, {
    groupId: before.groupId,
    sellerId: before.sellerId,
    apiCount: apis.length,
  });
  return {
    answer: groupView({ ...published, version: before.version + 1 }),
    changes: [
      apiGroupEntity.save(before, published, event),
      accessPrefixEntity.save(held, {
        ...held,
        route: { backendUrl, sealedSecret, packedApis: packRoute(apis) },
      }),
      await publishedListChange(table, before.groupId, list.packed),
      ...(replaced && product ? [product.unmoved] : []),
    ],
  };
};

async function publishedListChange(table: Table, groupId: string, packed: Uint8Array): Promise<Change> {
  const list = await apiListEntity.get(table, { groupId, state: 'published' });
  return list
    ? apiListEntity.save(list, { ...list, packed })
    : apiListEntity.create({ groupId, state: 'published', packed, version: 1 });
}
