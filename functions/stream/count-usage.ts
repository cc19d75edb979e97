import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { parcelIdOf, type Quota } from '../../shared/metering/quota/quota.ts';
import { isUsedUp, retireAccess } from '../../shared/metering/quota/retire-access.ts';
import { shareReached, tellUsedShare } from '../../shared/metering/quota/used-share.ts';
import { defaultMeteringRules } from '../../shared/metering/rules.ts';
import { addUsage } from '../../shared/metering/usage/add-usage.ts';
import type { NumberedCall } from '../../shared/metering/usage/usage.ts';
import { fromItem, type Item } from '../../shared/table/item.ts';
import { decideAndCommit } from '../runtime/commit-work.ts';
import { connectTable, ruleOverrides } from '../runtime/composition.ts';

const table = connectTable();
const rules = withOverrides(defaultMeteringRules, ruleOverrides('metering'));

const actor = { kind: 'system', name: 'count-usage' } as const;

const image = (values: unknown): Quota | undefined =>
  values ? (fromItem(values as Item) as Quota) : undefined;

/** The call that this change of a counter tells of, if it does: reservations change counters too. */
function callOf({ dynamodb }: DynamoDBRecord): { entitlementId: string; call: NumberedCall } | undefined {
  const [before, after] = [image(dynamodb?.OldImage), image(dynamodb?.NewImage)];
  if (!after?.last || after.calls === (before?.calls ?? 0)) return undefined;
  return {
    entitlementId: after.entitlementId,
    call: { ...after.last, parcel: after.parcel, call: after.calls },
  };
}

const usedUpIn = (records: readonly DynamoDBRecord[]): Quota[] => {
  const quotas = records.flatMap(({ dynamodb }) => image(dynamodb?.NewImage) ?? []).filter(isUsedUp);
  return [...new Map(quotas.map((quota) => [parcelIdOf(quota), quota])).values()];
};

/** Shares of packages that were reached in these changes. */
const sharesIn = (records: readonly DynamoDBRecord[]) =>
  records.flatMap(({ dynamodb }) => {
    const [before, after] = [image(dynamodb?.OldImage), image(dynamodb?.NewImage)];
    if (!before || !after) return [];
    const percent = shareReached(before, after, rules.noticePercents);
    return percent === undefined ? [] : [{ quota: after, percent }];
  });

/**
 * Quota counters to usage figures: each call once, since rows remember the last number they have seen. What is used up is taken out of
 * the way of further calls, and buyers are told when little is left.
 */
export const handler = async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const calls = new Map<string, NumberedCall[]>();
  for (const found of Records.map(callOf))
    if (found) calls.set(found.entitlementId, [...(calls.get(found.entitlementId) ?? []), found.call]);
  for (const [entitlementId, own] of calls) await addUsage(table, entitlementId, own);
  for (const quota of usedUpIn(Records)) {
    const retire = async () => ({ changes: await retireAccess(table, quota) });
    await decideAndCommit(table, retire, () => ({ actor, now: new Date(), requestId: 'stream' }));
  }
  for (const { quota, percent } of sharesIn(Records)) {
    const tell = async () => ({ changes: await tellUsedShare(table, quota, percent) });
    await decideAndCommit(table, tell, () => ({ actor, now: new Date(), requestId: 'stream' }));
  }
  return { batchItemFailures: [] };
};
