import type { Change } from '../../shared/kernel/change.ts';
import type { Table } from '../../shared/table/table.ts';
import { type CommitContext, isConflict } from '../../shared/table/transaction.ts';

/** How often a decision is made anew when another request changed the same items first. */
const attemptsAtConflict = 5;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Decides and commits what was decided; decides anew when somebody else was faster, be it before the commit or between two reads of the
 * decision, which then throws request.conflict itself. Every trigger that changes state goes through here: HTTP (reads too), queues, the clock.
 * @throws request.conflict when it lost five times, and whatever else the decision throws
 */
export async function decideAndCommit<R extends { readonly changes?: readonly Change[] }>(
  table: Table,
  decide: () => Promise<R>,
  context: (decision: R) => CommitContext,
): Promise<R> {
  for (let attempt = 1; ; attempt++) {
    try {
      const decision = await decide();
      if (decision.changes && decision.changes.length > 0)
        await table.commit(decision.changes, context(decision));
      return decision;
    } catch (error) {
      if (!isConflict(error) || attempt >= attemptsAtConflict) throw error;
      await pause(attempt * (10 + Math.random() * 30));
    }
  }
}
