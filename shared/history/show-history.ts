import { look } from '../kernel/events/audit-look.ts';
import { happened } from '../kernel/events/define-events.ts';
import type { UseCase } from '../kernel/use-case.ts';
import { eventPrefix } from '../table/keys.ts';
import type { Table } from '../table/table.ts';
import { looksOf, partitionOf } from './aggregates.ts';
import type { historyContract } from './contract.ts';
import { eventView } from './event-view.ts';
import { historyEvents } from './events.ts';

/** An operator reads what happened to a thing, or who looked at it; that look is kept too. */
export const showHistory: UseCase<typeof historyContract.showHistory, { readonly table: Table }> = async (
  { input: { about, of, ...page }, now, requestId },
  { table },
) => {
  const pk = of === 'looks' ? looksOf(about) : partitionOf(about);
  const { items, next } = await table.query({ pk, prefix: eventPrefix, descending: true }, page);

  const rows = items.map(eventView);
  const shown = of === 'looks' ? rows.map(({ version: _, ...row }) => row) : rows;
  const event = happened(historyEvents.historyViewed, { about, of });
  return { answer: { items: shown, next }, changes: [look(partitionOf(about), event, { now, requestId })] };
};
