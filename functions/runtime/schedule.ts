import type { Key } from '../../shared/kernel/change.ts';
import type { Clock, ClockStep } from '../../shared/table/clock.ts';
import { duePartitions } from '../../shared/table/keys.ts';
import type { Table } from '../../shared/table/table.ts';
import type { CommitContext } from '../../shared/table/transaction.ts';
import { decideAndCommit } from './commit-work.ts';
import { errorFields, log } from './log.ts';

const pageSize = 50;
const spareMilliseconds = 5_000;

type Run = {
  readonly table: Table;
  /** by entity type */
  readonly clocks: ReadonlyMap<string, Clock>;
  readonly isOver: () => boolean;
};

type DueItem = Key & { readonly type: string };

/**
 * Runs what is due until nothing is left or the time is nearly over; the next run goes on. All partitions of the index are walked at once,
 * in each the oldest comes first. Every step is committed over the version that was read, so that each happens once however many runs
 * overlap.
 */
export async function runDue(
  table: Table,
  clocks: readonly Clock[],
  remainingMilliseconds: () => number,
): Promise<void> {
  const run = {
    table,
    clocks: new Map(clocks.map((clock) => [clock.type, clock])),
    isOver: () => remainingMilliseconds() <= spareMilliseconds,
  };
  await Promise.all(duePartitions.map((pk) => runPartition(run, pk)));
}

/** Every item once; then those that have more to do at once, in turns, so that one with a lot to do keeps nobody waiting. */
async function runPartition(run: Run, pk: string): Promise<void> {
  let cursor: string | undefined;
  let busy: readonly DueItem[] = [];
  do {
    if (run.isOver()) return;
    const between = ['0', new Date().toISOString()] as const;
    const page = await run.table.query({ index: 'due', pk, between }, { limit: pageSize, cursor });
    const items = page.items.map((item) => ({
      type: String(item.type),
      pk: String(item.pk),
      sk: String(item.sk),
    }));
    busy = [...busy, ...(await runEach(run, items))];
    cursor = page.next;
  } while (cursor !== undefined);

  while (busy.length > 0 && !run.isOver()) busy = await runEach(run, busy);
}

/** Answers those with more to do. */
async function runEach(run: Run, items: readonly DueItem[]): Promise<DueItem[]> {
  const busy: DueItem[] = [];
  for (const item of items) {
    if (run.isOver()) return busy;
    if (await runItem(run, item)) busy.push(item);
  }
  return busy;
}

/** One step of what is due on an item: the earliest timer that can go on, so that one that fails does not hold up the others. */
async function runItem({ table, clocks }: Run, { type, ...key }: DueItem): Promise<boolean> {
  const clock = clocks.get(type);
  if (!clock) {
    log.error('no clock for what is due', { type });
    return false;
  }

  const now = new Date();
  const context = { actor: { kind: 'system', name: 'clock' }, now, requestId: key.pk } as const;
  const tried = new Set<string>();
  for (;;) {
    let timer: string | undefined;
    let isLast = true;
    const decide = async (): Promise<ClockStep> => {
      const [next, ...others] = (await clock.due(table, key, now)).filter(({ name }) => !tried.has(name));
      timer = next?.name;
      isLast = others.length === 0;
      return next ? next.step() : { changes: [] };
    };
    try {
      const { changes, more = false } = await commitStep(table, decide, context);
      if (changes.length > 0 || more) return more;
    } catch (error) {
      log.error('due step failed', { type, timer, ...errorFields(error) });
    }
    if (timer === undefined || isLast) return false;
    tried.add(timer);
  }
}

/** Commits a step, or else what its decision says for the case that the table does not take it. */
async function commitStep(
  table: Table,
  decide: () => Promise<ClockStep>,
  context: CommitContext,
): Promise<ClockStep> {
  let decided: ClockStep | undefined;
  const remembered = async () => {
    decided = undefined;
    decided = await decide();
    return decided;
  };
  try {
    return await decideAndCommit(table, remembered, () => context);
  } catch (error) {
    const instead = decided?.orElse?.(error);
    if (instead === undefined) throw error;
    await table.commit(instead, context);
    return { changes: instead, more: true };
  }
}
