import { pack, unpack } from '../../kernel/packed.ts';
import { defineEntity } from '../../table/entity.ts';
import type { Table } from '../../table/table.ts';
import { apiErrors } from '../errors.ts';
import { type Api, bytesInAnswer } from '../openapi-import/api.ts';
import type { ApiRules } from '../rules.ts';
import { packRoute } from './access-prefix.ts';

/** A group's APIs with parameters and samples, packed: what is edited, and what was last published. */
export type ApiList = {
  readonly groupId: string;
  readonly state: ApiListState;
  readonly packed: Uint8Array;
  readonly version: number;
};
type ApiListState = 'edited' | 'published';

export const apiListEntity = defineEntity<ApiList, { groupId: string; state: ApiListState }>({
  type: 'api_list',
  keyOf: ({ groupId, state }) => ({ pk: groupId, sk: `apis#${state}` }),
  idOf: ({ groupId, state }) => ({ groupId, state }),
});

/**
 * Packed for one item; what a publication will make of them is looked at here too, so that what was saved can be published.
 * They are measured before they are packed: what repeats itself packs well, and would be too large to be read again or shown.
 * @throws apis.apis_too_large when they do not fit into one answer, or packed into one item
 */
export function packApis(apis: readonly Api[], rules: ApiRules): Uint8Array {
  if (bytesInAnswer(apis) > rules.apisBytesMost) {
    const most = `${rules.apisBytesMost / 1_000_000} MB`;
    throw apiErrors.apis_too_large({ params: { most } });
  }
  const packed = pack(apis);
  const largest = Math.max(packed.byteLength, packRoute(apis).byteLength);
  if (largest > rules.packedApisBytesMost) {
    const most = `${rules.packedApisBytesMost / 1_000} kB`;
    throw apiErrors.apis_too_large({
      params: { most: { zh: `${most}（压缩后）`, en: `${most} (compressed)` } },
    });
  }
  return packed;
}

export const unpackApis = (list: { readonly packed: Uint8Array } | undefined): Api[] =>
  list ? unpack<Api[]>(list.packed) : [];

/** The APIs as published, for buyers. */
export const publishedApis = async (table: Table, groupId: string): Promise<Api[]> =>
  unpackApis(await apiListEntity.get(table, { groupId, state: 'published' }, { eventual: true }));
