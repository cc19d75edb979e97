import type { Change, Key } from '../../shared/kernel/change.ts';
import { idsAt, type NewId } from '../../shared/kernel/ids.ts';
import type { Table } from '../../shared/table/table.ts';
import { decideAndCommit } from './commit-work.ts';
import { errorFields, log } from './log.ts';

/** What the clock does with one due item: re-reads it, and answers the changes, none when it is no longer due. */
export type DueHandler = (key: Key, now: Date, newId: NewId) => Promise<{ readonly changes: readonly Change[] }>;

/** By entity type. */
export type DueHandlers = Readonly<Record<string, DueHandler>>;

const pageSize = 50;

/**
 * Runs what is due, oldest first, until nothing is left or the time is nearly over; the next run goes on. Every step is
 * committed over the version that was read, so that each happens once however many runs overlap.
 */
export async function runDue(table: Table, handlers: DueHandlers, remainingMilliseconds: () => number): Promise<void> {
  let cursor: string | undefined;
  do {
    const now = new Date();
    const page = await table.query({ index: 'due', pk: 'due', between: ['0', now.toISOString()] }, { limit: pageSize, cursor });
    for (const { type, pk, sk } of page.items) await runOne(table, handlers, String(type), { pk: String(pk), sk: String(sk) }, now);
    cursor = page.next;
  } while (cursor !== undefined && remainingMilliseconds() > 5_000);
}

async function runOne(table: Table, handlers: DueHandlers, type: string, key: Key, now: Date): Promise<void> {
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
