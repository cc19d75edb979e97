import type { UseCase } from '../../kernel/use-case.ts';
import { listRows } from '../../table/list-rows.ts';
import type { Table } from '../../table/table.ts';
import type { productRow } from '../products/product.ts';
import type { reviewContract } from './contract.ts';

/** First due first, so that what is overdue is on top. */
export const listReviews: UseCase<typeof reviewContract.listReviews, { table: Table }> = async (
  { input, now },
  { table },
) => {
  const page = await listRows<ReturnType<typeof productRow>>(
    table,
    { index: 'list2', pk: 'products#in-review' },
    input,
  );
  return {
    answer: {
      ...page,
      items: page.items.map((row) => ({ ...row, overdue: (row.dueAt ?? '') < now.toISOString() })),
    },
  };
};
