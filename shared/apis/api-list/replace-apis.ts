import type { Change } from '../../kernel/change.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { Table } from '../../table/table.ts';
import { apiEvents } from '../events.ts';
import { type ApiGroup, apiGroupEntity } from '../groups/api-group.ts';
import { type ApiList, apiListEntity, packApis, unpackApis } from '../groups/api-list.ts';
import type { Api } from '../openapi-import/api.ts';
import type { ApiRules } from '../rules.ts';

/** The group with other APIs, those that it held before, and the changes that save them. @throws apis.apis_too_large */
export async function replaceApis(
  table: Table,
  rules: ApiRules,
  before: ApiGroup,
  apis: readonly Api[],
): Promise<{ group: ApiGroup; held: Api[]; changes: Change[] }> {
  const { groupId, sellerId } = before;
  const packed = packApis(apis, rules);
  const list = await apiListEntity.get(table, { groupId, state: 'edited' });
  const group = { ...before, apiCount: apis.length, dirty: true };
  const event = happened(apiEvents.groupApisSaved, { groupId, sellerId, apiCount: apis.length });
  return {
    group,
    held: readable(list),
    changes: [
      apiGroupEntity.save(before, group, event),
      list
        ? apiListEntity.save(list, { ...list, packed })
        : apiListEntity.create({ groupId, state: 'edited', packed, version: 1 }),
    ],
  };
}

/** A list that cannot be read, such as one that was saved before its size was measured, must not stand in the way of another one. */
function readable(list: ApiList | undefined): Api[] {
  try {
    return unpackApis(list);
  } catch {
    return [];
  }
}
