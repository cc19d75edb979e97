import { accessPrefixEntity, packRoute } from '../../shared/apis/groups/access-prefix.ts';
import { secretContext } from '../../shared/apis/groups/secret-context.ts';
import { sealerOf } from '../../shared/kernel/secrets/sealed.ts';
import { appCodeDigest, appCredentialEntity } from '../../shared/metering/apps/app-credential.ts';
import { grantQuota } from '../../shared/metering/quota/access.ts';
import { dataKey } from './environment.ts';
import type { BenchTable } from './open-table.ts';

export const groupSecret = 'the-secret-of-a-group-of-the-bench';
/** The call that is made, at the gateway behind the prefix and at the backend itself. */
export const path = '/companies/91110108MA00000A1X';
const api = {
  method: 'GET',
  pathTemplate: '/companies/{creditCode}',
  operationId: 'getCompany',
  summary: '查询企业',
} as const;

/** A group's name among those of the bench; everything that belongs to it is called after it. */
export const idsOf = (name: string) => ({ groupId: `grp_${name}`, appCode: `${name}-app-code` });

/** A published group with one API, a buyer of its own with an app, and more calls bought than are made. */
export async function seedGroup({ table }: BenchTable, name: string, backendUrl: string): Promise<void> {
  const now = new Date();
  const { groupId, appCode } = idsOf(name);
  const [buyerId, sellerId] = [`usr_${name}`, `sel_${name}`];
  const sealedSecret = sealerOf(dataKey).seal(groupSecret, secretContext(groupId));
  const route = { backendUrl, sealedSecret, packedApis: packRoute([{ ...api, parameters: [] }]) };
  const endsAt = new Date(now.getTime() + 86_400_000).toISOString();
  const access = {
    buyerId,
    sellerId,
    groupId,
    entitlementId: `ent_${name}`,
    countingRule: 'success_only',
  } as const;
  const changes = [
    accessPrefixEntity.create({ prefix: name, groupId, sellerId, route, version: 1 }),
    appCredentialEntity.create({
      digest: appCodeDigest(appCode),
      appId: `cap_${name}`,
      ownerId: buyerId,
      version: 1,
    }),
    ...grantQuota({ ...access, parcel: 1, startsAt: now.toISOString(), endsAt, calls: 10_000_000 }),
  ];
  await table.commit(changes, { actor: { kind: 'system', name: 'bench' }, now, requestId: 'bench' });
}

/** A call of the group's API, as the gateway's function receives it. */
export const callOf = (name: string) => ({
  version: '2.0',
  rawPath: `/gw/${name}${path}`,
  rawQueryString: '',
  headers: { authorization: `APPCODE ${idsOf(name).appCode}`, accept: 'application/json' },
  requestContext: {
    requestId: 'bench',
    http: { method: 'GET', path: `/gw/${name}${path}`, sourceIp: '192.0.2.1' },
  },
});
