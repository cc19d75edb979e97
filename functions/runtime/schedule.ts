import type { Attributes, Change, Key } from '../../shared/kernel/change.ts';
import { idsAt, type NewId } from '../../shared/kernel/ids.ts';
import { duePartitions } from '../../shared/table/keys.ts';
import type { Table } from '../../shared/table/table.ts';
import { decideAndCommit } from './commit-work.ts';
import { errorFields, log } from './log.ts';

/** What the clock does with one due item: re-reads it, and answers the changes, none when it is no longer due. */
export type DueHandler = (
  key: Key,
  now: Date,
  newId: NewId,
) => Promise<{ readonly changes: readonly Change[] }>;

/** By entity type. */
export type DueHandlers = Readonly<Record<string, DueHandler>>;

const pageSize = 50;

/**
 * Runs what is due until nothing is left or the time is nearly over; the next run goes on. In each partition the oldest comes first, and
 * partitions take turns page by page, so that a full one does not keep the others waiting. Every step is committed over the version
 * that was read, so that each happens once however many runs overlap.
 */
export async function runDue(
  table: Table,
  handlers: DueHandlers,
  remainingMilliseconds: () => number,
): Promise<void> {
  let open: readonly Place[] = duePartitions.map((pk) => ({ pk }));
  while (open.length > 0) {
    const left: Place[] = [];
    for (const place of open) {
      if (remainingMilliseconds() <= 5_000) return;
      const next = await runPage(table, handlers, place);
      if (next) left.push(next);
    }
    open = left;
  }
}

/** Where in a partition of the index to go on. */
type Place = { readonly pk: string; readonly cursor?: string };

async function runPage(
  table: Table,
  handlers: DueHandlers,
  { pk, cursor }: Place,
): Promise<Place | undefined> {
  const now = new Date();
  const page = await table.query(
    { index: 'due', pk, between: ['0', now.toISOString()] },
    { limit: pageSize, cursor },
  );

  for (const item of page.items) await runOne(table, handlers, item, now);
  return page.next === undefined ? undefined : { pk, cursor: page.next };
}

async function runOne(table: Table, handlers: DueHandlers, item: Attributes, now: Date): Promise<void> {
  const type = String(item.type);
  const key = { pk: String(item.pk), sk: String(item.sk) };
  const handle = handlers[type];
  if (!handle) return log.error('no handler for what is due', { type });
  try {
    await decideAndCommit(
      table,
      () => handle(key, now, idsAt(now)),
      () => ({ actor: { kind: 'system', name: 'clock' }, now, requestId: 'clock' }),
    );
  } catch (error) {
    log.error('due step failed', { type, ...errorFields(error) });
  }
}
