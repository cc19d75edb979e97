import type { Change } from '../../kernel/change.ts';
import type { Table } from '../../table/table.ts';
import { catalogueEvents } from '../events.ts';
import type { Api } from '../openapi-import/api.ts';
import type { CatalogueRules } from '../rules.ts';
import { type ApiGroup, apiGroupEntity } from './api-group.ts';
import { apiListEntity, packApis, unpackApis } from './api-list.ts';

/** The group with other APIs, those that it held before, and the changes that save them. @throws catalogue.apis_too_large */
export async function replaceApis(
  table: Table,
  rules: CatalogueRules,
  before: ApiGroup,
  apis: readonly Api[],
): Promise<{ group: ApiGroup; held: Api[]; changes: Change[] }> {
  const { groupId, sellerId } = before;
  const packed = packApis(apis, rules);
  const list = await apiListEntity.get(table, { groupId, state: 'edited' });
  const group = { ...before, apiCount: apis.length, dirty: true };
  const event = { name: catalogueEvents.groupApisSaved, data: { groupId, sellerId, apiCount: apis.length } };
  return {
    group,
    held: unpackApis(list),
    changes: [
      apiGroupEntity.save(before, group, event),
      list ? apiListEntity.save(list, { ...list, packed }) : apiListEntity.create({ groupId, state: 'edited', packed, version: 1 }),
    ],
  };
}
