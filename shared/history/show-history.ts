import type { Attributes } from '../kernel/change.ts';
import { look } from '../kernel/events/audit-look.ts';
import { happened } from '../kernel/events/define-events.ts';
import type { Page } from '../kernel/page.ts';
import type { UseCase } from '../kernel/use-case.ts';
import { eventPrefix } from '../table/keys.ts';
import type { Table } from '../table/table.ts';
import { looksOf, type PlaceOf } from './aggregates.ts';
import type { historyContract } from './contract.ts';
import { eventView } from './event-view.ts';
import { historyEvents } from './events.ts';

type Deps = { readonly table: Table; readonly placeOf: PlaceOf };

/** An operator reads what happened to a thing, or who looked at it; that look is kept too. */
export const showHistory: UseCase<typeof historyContract.showHistory, Deps> = async (
  { input: { about, of, ...page }, now, requestId },
  { table, placeOf },
) => {
  const pk = of === 'looks' ? looksOf(about) : placeOf(about)?.rows;
  const query = pk && { pk, prefix: eventPrefix, descending: true };
  const { items, next }: Page<Attributes> = query ? await table.query(query, page) : { items: [] };

  const rows = items.map(eventView);
  const shown = of === 'looks' ? rows.map(({ version: _, ...row }) => row) : rows;
  const event = happened(historyEvents.historyViewed, { about, of });
  return { answer: { items: shown, next }, changes: [look(about, event, { now, requestId })] };
};
