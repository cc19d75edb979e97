import type { AppError } from '../kernel/errors.ts';
import { counterKey, countingWrite, limitReached, type Spending } from '../kernel/limits.ts';
import { boundedMap } from '../kernel/remember.ts';
import type { Table } from './table.ts';

/** So many refusals are remembered at most. */
const rememberedMost = 10_000;

export type Limiter = ReturnType<typeof limiterOf>;

/**
 * Counts acts that change nothing else, each by one conditional write. Once the table has refused, this process answers by itself
 * until the window is over (the next one has another key), so that a flood costs `most` writes and one more in every process that
 * it reaches.
 */
export function limiterOf(table: Table) {
  const refused = boundedMap<string, true>(rememberedMost);

  return {
    /** The refusal of what this process already knows to be used up, without a look at the table. */
    refusal: (spending: Spending): AppError | undefined =>
      refused.get(counterKey(spending).pk) ? limitReached(spending) : undefined,

    /** @throws request.limit_reached where the amount no longer fits; then nothing is counted */
    async spend(spending: Spending): Promise<void> {
      const { pk } = counterKey(spending);
      if (refused.get(pk)) throw limitReached(spending);
      if (await table.update(countingWrite(spending))) return;
      // Of larger amounts a smaller one may still fit.
      if ((spending.amount ?? 1) === 1) refused.put(pk, true);
      throw limitReached(spending);
    },
  };
}
