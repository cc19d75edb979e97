import { pack, unpack } from '../../kernel/packed.ts';
import type { Sealer } from '../../kernel/secrets/sealed.ts';
import { passesUndeclared } from '../../outside/backend-headers.ts';
import { defineEntity } from '../../table/entity.ts';
import type { Table } from '../../table/table.ts';
import type { Api } from '../openapi-import/api.ts';
import { prefixForm } from './prefix-form.ts';
import { secretContext } from './secret-context.ts';

/** `headers` are the declared ones that the gateway would not pass on otherwise. */
export type RoutedApi = Pick<Api, 'method' | 'pathTemplate' | 'operationId'> & {
  readonly headers?: readonly string[];
};

/** Who holds an access prefix, and where calls under it go once the group is published. One item per prefix in the marketplace. */
export type AccessPrefix = {
  readonly prefix: string;
  readonly groupId: string;
  readonly sellerId: string;
  readonly route?: {
    readonly backendUrl: string;
    readonly sealedSecret: string;
    readonly packedApis: Uint8Array;
  };
  readonly version: number;
};

type Route = NonNullable<AccessPrefix['route']>;

function routedApi({ method, pathTemplate, operationId, parameters }: Api): RoutedApi {
  const headers = parameters
    .filter(({ place, name }) => place === 'header' && !passesUndeclared(name))
    .map(({ name }) => name.toLowerCase());
  return { method, pathTemplate, operationId, ...(headers.length > 0 && { headers }) };
}

/** The part of the APIs that calls are matched by. */
export const packRoute = (apis: readonly Api[]): Uint8Array => pack(apis.map(routedApi));

export const routedApis = ({ packedApis }: Route): RoutedApi[] => unpack<RoutedApi[]>(packedApis);

export const accessPrefixEntity = defineEntity<AccessPrefix, string>({
  type: 'access_prefix',
  keyOf: (prefix) => ({ pk: `prefix#${prefix}`, sk: 'prefix' }),
  idOf: ({ prefix }) => prefix,
});

export type GatewayGroup = {
  readonly groupId: string;
  readonly sellerId: string;
  readonly backendUrl: string;
  readonly secret: string;
  readonly apis: readonly RoutedApi[];
};

/**
 * What the gateway needs to know of a published group, in one eventually consistent read; undefined when nothing is published under
 * the prefix. The backend knows the secret by the group's id (`X-Ca-Proxy-Signature-Secret-Key`).
 */
export const gatewayGroup =
  (table: Table, sealer: Sealer) =>
  async (prefix: string): Promise<GatewayGroup | undefined> => {
    if (!prefixForm.test(prefix)) return undefined;
    const held = await accessPrefixEntity.get(table, prefix, { eventual: true });
    if (!held?.route) return undefined;
    const { groupId, sellerId, route } = held;
    const secret = sealer.open(route.sealedSecret, secretContext(groupId));
    return { groupId, sellerId, backendUrl: route.backendUrl, secret, apis: routedApis(route) };
  };
