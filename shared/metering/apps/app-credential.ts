import { hash } from 'node:crypto';
import { defineEntity } from '../../table/entity.ts';
import type { Table } from '../../table/table.ts';

/** Finds the app of an AppCode by digest: a leaked table does not give codes away. */
export type AppCredential = {
  readonly digest: string;
  readonly appId: string;
  readonly ownerId: string;
  readonly version: number;
};

export const appCredentialEntity = defineEntity<AppCredential, string>({
  type: 'app-credential',
  keyOf: (digest) => ({ pk: `appcode#${digest}`, sk: 'credential' }),
  idOf: ({ digest }) => digest,
});

export const appCodeDigest = (appCode: string): string => hash('sha256', appCode, 'base64url');

/** One read unit, strongly consistent: a code that was just made works at once. */
export const findAppCredential = (table: Table, digest: string): Promise<AppCredential | undefined> =>
  appCredentialEntity.get(table, digest);

/** Finds the app of an AppKey; one item per key, so that no two apps have the same. */
type AppKey = {
  readonly appKey: string;
  readonly appId: string;
  readonly ownerId: string;
  readonly version: number;
};

export const appKeyEntity = defineEntity<AppKey, string>({
  type: 'app-key',
  keyOf: (appKey) => ({ pk: `appkey#${appKey}`, sk: 'key' }),
  idOf: ({ appKey }) => appKey,
});
