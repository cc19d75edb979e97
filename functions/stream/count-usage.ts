import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { addUsage } from '../../shared/metering/add-usage.ts';
import type { Quota } from '../../shared/metering/quota.ts';
import type { NumberedCall } from '../../shared/metering/usage.ts';
import { connectTable } from '../runtime/composition.ts';

const table = connectTable();

const image = (values: unknown): Quota | undefined =>
  values ? (unmarshall(values as Record<string, AttributeValue>) as Quota) : undefined;

/** The call that this change of a counter tells of, if it does: reservations change counters too. */
function callOf({ dynamodb }: DynamoDBRecord): { entitlementId: string; call: NumberedCall } | undefined {
  const [before, after] = [image(dynamodb?.OldImage), image(dynamodb?.NewImage)];
  if (!after?.last || after.calls === (before?.calls ?? 0)) return undefined;
  return { entitlementId: after.entitlementId, call: { ...after.last, call: after.calls } };
}

/** Quota counters to usage figures: each call once, since rows remember the last number they have seen. */
export const handler = async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const calls = new Map<string, NumberedCall[]>();
  for (const found of Records.map(callOf))
    if (found) calls.set(found.entitlementId, [...(calls.get(found.entitlementId) ?? []), found.call]);
  for (const [entitlementId, own] of calls) await addUsage(table, entitlementId, own);
  return { batchItemFailures: [] };
};
