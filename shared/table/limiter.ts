import type { AppError } from '../kernel/errors.ts';
import { counterKey, countingWrite, limitReached, type Spending } from '../kernel/limits.ts';
import type { Table } from './table.ts';

/** So many refusals are remembered at most; the oldest is forgotten first. */
const rememberedMost = 10_000;

export type Limiter = ReturnType<typeof limiterOf>;

/**
 * Counts acts that change nothing else, each by one conditional write. Once the table has refused, this process answers by itself
 * until the window is over (the next one has another key), so that a flood costs `most` writes and one more in every process that
 * it reaches.
 */
export function limiterOf(table: Table) {
  const refused = new Set<string>();

  const remember = (key: string): void => {
    const [oldest] = refused;
    if (refused.size >= rememberedMost && oldest !== undefined) refused.delete(oldest);
    refused.add(key);
  };

  return {
    /** The refusal of what this process already knows to be used up, without a look at the table. */
    refusal: (spending: Spending): AppError | undefined =>
      refused.has(counterKey(spending).pk) ? limitReached(spending) : undefined,

    /** @throws request.limit_reached where the amount no longer fits; then nothing is counted */
    async spend(spending: Spending): Promise<void> {
      const { pk } = counterKey(spending);
      if (refused.has(pk)) throw limitReached(spending);
      if (await table.update(countingWrite(spending))) return;
      // Of larger amounts a smaller one may still fit.
      if ((spending.amount ?? 1) === 1) remember(pk);
      throw limitReached(spending);
    },
  };
}
