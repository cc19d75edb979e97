import * as z from 'zod';
import { defineEntity } from '../../table/entity.ts';
import { placeOf } from '../../table/list-page.ts';

/** A buyer's application: what calls APIs (`docs/rules/5-api-calls.md`, "Credentials"). AppCode and AppSecret are never stored in the clear. */
export type App = {
  readonly appId: string;
  readonly ownerId: string;
  readonly name: string;
  readonly appKey: string;
  readonly appSecretSealed: string;
  readonly appCodeDigest: string;
  /** last four characters, to tell codes apart */
  readonly appCodeHint: string;
  readonly createdAt: string;
  readonly version: number;
};

export const appsOf = (ownerId: string): string => `apps#${ownerId}`;

/** What lists show. */
export type AppRow = Omit<z.input<typeof AppView>, 'appSecret' | 'version'>;

export const appEntity = defineEntity<App, string>({
  type: 'app',
  keyOf: (appId) => ({ pk: appId, sk: 'app' }),
  idOf: ({ appId }) => appId,
  lists: ({ ownerId, appId }) => ({ list1: { pk: appsOf(ownerId), sk: placeOf(appId) } }),
  row: ({ appId, name, appKey, appCodeHint, createdAt }): AppRow => ({
    appId,
    name,
    appKey,
    appCode: masked(appCodeHint),
    createdAt,
  }),
  secret: ['appSecretSealed', 'appCodeDigest'],
});

export const masked = (hint: string): string => `****${hint}`;

export const AppView = z.object({
  appId: z.string(),
  name: z.string(),
  appKey: z.string(),
  appCode: z.string(),
  appSecret: z.string(),
  createdAt: z.iso.datetime(),
  version: z.int(),
});

/** Everything but its secrets. */
export const maskedView = ({
  appId,
  name,
  appKey,
  appCodeHint,
  createdAt,
  version,
}: App): z.input<typeof AppView> => ({
  appId,
  name,
  appKey,
  appCode: masked(appCodeHint),
  appSecret: '****',
  createdAt,
  version,
});
