import { gatewayGroup } from '../../shared/apis/groups/access-prefix.ts';
import { apiIdOf } from '../../shared/apis/openapi-import/api.ts';
import type { Sealer } from '../../shared/kernel/secrets/sealed.ts';
import type { GatewayGroup } from '../../shared/metering/gateway/api-call.ts';
import { compileApis } from '../../shared/metering/gateway/match-api.ts';
import type { Table } from '../../shared/table/table.ts';

/** Published groups by access prefix, with their APIs ready to be matched. */
export function gatewayGroups(
  table: Table,
  sealer: Sealer,
): (prefix: string) => Promise<GatewayGroup | undefined> {
  const find = gatewayGroup(table, sealer);
  return async (prefix) => {
    const group = await find(prefix);
    if (!group) return undefined;
    const match = compileApis(group.apis);
    const { groupId, backendUrl, secret } = group;
    const findApi: GatewayGroup['findApi'] = (method, path) => {
      const found = match(method, path);
      return found && { apiId: apiIdOf(found.api), headers: found.api.headers };
    };
    return { groupId, backendUrl, secret: { id: groupId, secret }, findApi };
  };
}
