import type { Attributes } from '../../kernel/change.ts';
import { remember } from '../../kernel/remember.ts';
import type { Sealer } from '../../kernel/secrets/sealed.ts';
import { shortText } from '../../kernel/text/short-text.ts';
import { defineEntity } from '../../table/entity.ts';
import type { Table } from '../../table/table.ts';
import { type DialectName, dialectOf } from '../dialects/dialects.ts';

/** One signing key, encrypted. `hint` is its end, by which its owner recognises it. `validUntil` is set once a newer one took its place. */
export type SigningSecret = {
  readonly sealed: string;
  readonly hint: string;
  readonly createdAt: string;
  readonly validUntil?: string;
};

/** A seller's fulfilment endpoint with its keys (应用凭证): where and how its system is told. */
export type Endpoint = {
  readonly endpointId: string;
  readonly sellerId: string;
  readonly name: string;
  readonly url: string;
  readonly dialect: DialectName;
  /** time limit of one attempt */
  readonly timeoutSeconds: number;
  /** newest first, two at most */
  readonly secrets: readonly SigningSecret[];
  readonly createdAt: string;
  /** how many drafts of products name it and were not sold with it yet */
  readonly uses?: number;
  /** a version that names it was approved once; what that sold is told here for good */
  readonly sold?: boolean;
  readonly version: number;
};

/** Of name and address in a list, so that twenty rows cost one read unit; the address gives way first. */
const rowTextBytes = 190;
type StoredRow = Pick<Endpoint, 'endpointId' | 'name' | 'url' | 'dialect' | 'timeoutSeconds'>;
export type EndpointRow = StoredRow & Pick<Endpoint, 'createdAt'>;

/** An item of a list of endpoints, which stand in the order of their times. */
export const endpointListed = ({ l1sk, row }: Attributes): EndpointRow => ({
  ...(row as StoredRow),
  createdAt: String(l1sk),
});

const rowOf = ({ endpointId, name, url, dialect, timeoutSeconds }: Endpoint): StoredRow => ({
  endpointId,
  name,
  url: shortText(url, rowTextBytes - Buffer.byteLength(name)),
  dialect,
  timeoutSeconds,
});
export const endpointsOf = (sellerId: string): string => `endpoints#${sellerId}`;

export const endpointEntity = defineEntity<Endpoint, string>({
  type: 'endpoint',
  keyOf: (endpointId) => ({ pk: `endpoint#${endpointId}`, sk: 'endpoint' }),
  idOf: ({ endpointId }) => endpointId,
  lists: ({ sellerId, createdAt }) => ({ list1: { pk: endpointsOf(sellerId), sk: createdAt } }),
  row: rowOf,
  secret: ['secrets'],
});

const sealContext = (endpointId: string): string => `endpoint ${endpointId}`;

/** A new key out of 32 random bytes in the dialect's form, in the clear (to be shown once) and as it is kept. */
export function makeSecret(
  { endpointId, dialect }: Pick<Endpoint, 'endpointId' | 'dialect'>,
  random: Uint8Array,
  sealer: Sealer,
  now: Date,
): { shown: string; kept: SigningSecret } {
  const shown = dialectOf(dialect).newSecret(random);
  const kept = {
    sealed: sealer.seal(shown, sealContext(endpointId)),
    hint: shown.slice(-4),
    createdAt: now.toISOString(),
  };
  return { shown, kept };
}

/** With another key in front. The one before stays valid for the overlap; older ones end at once, so that there are never more than two. */
export function rotate(endpoint: Endpoint, kept: SigningSecret, overlapHours: number, now: Date): Endpoint {
  const [current] = endpoint.secrets;
  const validUntil = new Date(now.getTime() + overlapHours * 3_600_000).toISOString();
  return { ...endpoint, secrets: [kept, ...(current ? [{ ...current, validUntil }] : [])] };
}

export const validSecrets = (endpoint: Endpoint, now: Date): readonly SigningSecret[] =>
  endpoint.secrets.filter(({ validUntil }) => validUntil === undefined || validUntil > now.toISOString());

/** The keys to sign with now, newest first. @throws when there is none, or they were sealed for another endpoint */
export function openSecrets(endpoint: Endpoint, sealer: Sealer, now: Date): readonly [string, ...string[]] {
  const [newest, ...others] = validSecrets(endpoint, now).map(({ sealed }) =>
    sealer.open(sealed, sealContext(endpoint.endpointId)),
  );
  if (newest === undefined) throw new Error(`endpoint ${endpoint.endpointId} has no valid key`);
  return [newest, ...others];
}

/** Looks endpoints up for deliveries; what was seen is used again for a few seconds. @throws when there is none */
export function endpointLookup(
  table: Table,
  cacheSeconds: number,
): (endpointId: string, now: Date) => Promise<Endpoint> {
  const known = remember((endpointId: string) => endpointEntity.get(table, endpointId), cacheSeconds);
  return async (endpointId, now) => {
    const endpoint = await known.get(endpointId, now);
    if (!endpoint) throw new Error(`no endpoint ${endpointId}`);
    return endpoint;
  };
}
