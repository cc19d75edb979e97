import type { Change } from '../../kernel/change.ts';
import { happened } from '../../kernel/events/define-events.ts';
import { eventSk } from '../../table/keys.ts';
import type { Table } from '../../table/table.ts';
import { meteringEvents } from '../events.ts';
import { parcelIdOf, type Quota } from './quota.ts';

type Told = Pick<Quota, 'entitlementId' | 'parcel' | 'buyerId' | 'sellerId' | 'used' | 'total'>;
type Used = Pick<Quota, 'used' | 'total'>;

/** The highest share of a package, in per cent, that was reached from one count to the next; undefined when none was. */
export function shareReached(before: Used, after: Used, percents: readonly number[]): number | undefined {
  const reached = ({ used, total }: Used, percent: number) => used * 100 >= total * percent;
  const passed = percents.filter((percent) => reached(after, percent) && !reached(before, percent));
  return passed.length > 0 ? Math.max(...passed) : undefined;
}

/** Tells the buyer how much of a package is used, each share once (`docs/rules/5-api-calls.md`, "Counting"): the event row is the proof. */
export async function tellUsedShare(
  table: Table,
  { entitlementId, parcel, buyerId, sellerId, used, total }: Told,
  percent: number,
): Promise<Change[]> {
  const aggregateId = `quota#${parcelIdOf({ entitlementId, parcel })}`;
  if (await table.get({ pk: aggregateId, sk: eventSk(percent) })) return [];
  const data = { entitlementId, buyerId, sellerId, percent, used, total };
  return [
    { writes: [], event: { ...happened(meteringEvents.quotaUsed, data), aggregateId, version: percent } },
  ];
}
