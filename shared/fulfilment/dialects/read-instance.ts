import type { InstanceAccount, InstanceAddress, InstanceData } from './outcome.ts';

/** Longest texts kept from an answer; what is longer is left out rather than cut, since half a password helps nobody. */
export const longest = { id: 64, url: 512, text: 128, memo: 1024, licence: 1024 } as const;
export const mostItems = 20;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads instance data leniently: whatever can be used is kept, all else left out, and an answer without any is still a success.
 * Accepts `{instanceId, addresses: [{name, url} or url], accounts: [{userName, password}], licence, memo}`, also inside `data`.
 * By hand, not by schema: a schema library would be a third of the delivery function's bundle.
 */
export function readInstance(bodyText: string): InstanceData {
  const answer = unwrapped(bodyText);
  const instanceId = text(answer.instanceId, longest.id) ?? text(answer.instance_id, longest.id);
  const licence = text(answer.licence, longest.licence) ?? text(answer.license, longest.licence);
  const memo = text(answer.memo, longest.memo);
  return {
    ...(instanceId && { instanceId }),
    addresses: items(answer.addresses).flatMap(readAddress),
    accounts: items(answer.accounts).flatMap(readAccount),
    ...(licence && { licence }),
    ...(memo && { memo }),
  };
}

/** Only web addresses: the buyer clicks on them, so `javascript:` and the like must not pass. */
function readAddress(item: unknown): InstanceAddress[] {
  const { name, url } = typeof item === 'string' ? { name: undefined, url: item } : fieldsOf(item);
  if (typeof url !== 'string' || url.length > longest.url || !URL.canParse(url)) return [];
  if (!/^https?:$/.test(new URL(url).protocol)) return [];
  const shownName = text(name, longest.text);
  return [{ ...(shownName && { name: shownName }), url }];
}

function readAccount(item: unknown): InstanceAccount[] {
  const fields = fieldsOf(item);
  const userName = text(fields.userName, longest.text);
  const password = text(fields.password, longest.text);
  return userName ? [{ userName, ...(password && { password }) }] : [];
}

/** A usable text: not empty, not too long; numbers count as texts. */
function text(value: unknown, most: number): string | undefined {
  const usable = typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
  const trimmed = usable ? String(value).trim() : '';
  return trimmed.length > 0 && trimmed.length <= most ? trimmed : undefined;
}

const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.slice(0, mostItems) : []);

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** The answer's fields, those inside `data` over those beside it. */
function unwrapped(bodyText: string): Fields {
  try {
    const answer = fieldsOf(JSON.parse(bodyText));
    return { ...answer, ...fieldsOf(answer.data) };
  } catch {
    return {};
  }
}
