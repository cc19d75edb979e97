import { defineEntity } from '../../table/entity.ts';
import type { Table } from '../../table/table.ts';
import { catalogueErrors } from '../errors.ts';
import type { Api } from '../openapi-import/api.ts';
import { pack, unpack } from '../packed.ts';
import type { CatalogueRules } from '../rules.ts';
import { packRoute } from './access-prefix.ts';

/** A group's APIs with parameters and samples, packed: what is edited, and what was last published. */
type ApiList = { readonly groupId: string; readonly state: ApiListState; readonly packed: Uint8Array; readonly version: number };
type ApiListState = 'edited' | 'published';

export const apiListEntity = defineEntity<ApiList, { groupId: string; state: ApiListState }>({
  type: 'api_list',
  keyOf: ({ groupId, state }) => ({ pk: groupId, sk: `apis#${state}` }),
  idOf: ({ groupId, state }) => ({ groupId, state }),
});

/**
 * Packed for one item; what a publication will make of them is looked at here too, so that what was saved can be published.
 * @throws catalogue.apis_too_large when they do not fit into one item
 */
export function packApis(apis: readonly Api[], rules: CatalogueRules): Uint8Array {
  const packed = pack(apis);
  const largest = Math.max(packed.byteLength, packRoute(apis).byteLength);
  if (largest > rules.packedApisBytesMost) throw catalogueErrors.apis_too_large();
  return packed;
}

export const unpackApis = (list: { readonly packed: Uint8Array } | undefined): Api[] => (list ? unpack<Api[]>(list.packed) : []);

/** The APIs as published, for buyers. */
export const publishedApis = async (table: Table, groupId: string): Promise<Api[]> =>
  unpackApis(await apiListEntity.get(table, { groupId, state: 'published' }, { eventual: true }));
