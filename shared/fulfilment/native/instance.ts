import * as z from 'zod';
import type { InstanceAddress, InstanceData } from '../outcome.ts';

/** Longest texts kept from an answer; what is longer is left out rather than cut, since half a password helps nobody. */
const longest = { id: 64, url: 512, text: 128, memo: 1024, licence: 1024 } as const;
const mostItems = 20;

const text = (most: number) =>
  z
    .union([z.string(), z.number()])
    .transform((value) => String(value).trim())
    .refine((value) => value.length > 0 && value.length <= most)
    .optional()
    .catch(undefined);

const answerSchema = z.object({
  instanceId: text(longest.id),
  instance_id: text(longest.id),
  addresses: z.array(z.unknown()).optional().catch(undefined),
  accounts: z.array(z.unknown()).optional().catch(undefined),
  licence: text(longest.licence),
  license: text(longest.licence),
  memo: text(longest.memo),
});
const addressSchema = z.union([
  z.string().transform((url) => ({ name: undefined, url })),
  z.object({ name: text(longest.text), url: z.string() }),
]);
const accountSchema = z.object({ userName: text(longest.text), password: text(longest.text) });

/**
 * Reads instance data leniently: whatever can be used is kept, all else left out, and an answer without any is still a success.
 * Accepts `{instanceId, addresses: [{name, url} or url], accounts: [{userName, password}], licence, memo}`, also inside `data`.
 */
export function readInstance(bodyText: string): InstanceData {
  const answer = answerSchema.safeParse(unwrapped(bodyText));
  if (!answer.success) return { addresses: [], accounts: [] };
  const { instanceId, instance_id, addresses, accounts, licence, license, memo } = answer.data;
  const id = instanceId ?? instance_id;
  const licenceText = licence ?? license;
  return {
    ...(id && { instanceId: id }),
    addresses: (addresses ?? []).slice(0, mostItems).flatMap(readAddress),
    accounts: (accounts ?? []).slice(0, mostItems).flatMap((item) => {
      const { userName, password } = accountSchema.safeParse(item).data ?? {};
      return userName ? [{ userName, ...(password && { password }) }] : [];
    }),
    ...(licenceText && { licence: licenceText }),
    ...(memo && { memo }),
  };
}

/** Only web addresses: the buyer clicks on them, so `javascript:` and the like must not pass. */
function readAddress(item: unknown): InstanceAddress[] {
  const { data } = addressSchema.safeParse(item);
  if (!data || data.url.length > longest.url || !URL.canParse(data.url)) return [];
  if (!/^https?:$/.test(new URL(data.url).protocol)) return [];
  return [{ ...(data.name && { name: data.name }), url: data.url }];
}

function unwrapped(bodyText: string): unknown {
  try {
    const answer: unknown = JSON.parse(bodyText);
    const inner = typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : undefined;
    return typeof inner === 'object' && inner !== null ? { ...(answer as object), ...inner } : answer;
  } catch {
    return undefined;
  }
}
