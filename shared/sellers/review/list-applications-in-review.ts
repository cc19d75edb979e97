import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { applicationsInReview, listApplicationRows } from '../admission/application.ts';
import { withOverdue } from '../admission/application-view.ts';
import type { sellersContract } from '../contract.ts';

/** Waiting ones by due time, so that overdue ones are on top (`docs/rules/1-onboarding.md`, "Review"); decided ones newest first. */
export const listApplicationsInReview: UseCase<
  typeof sellersContract.listApplicationsInReview,
  { readonly table: Table }
> = async ({ input, now }, { table }) => {
  const { status, ...page } = input;
  const query = {
    index: 'list2',
    pk: applicationsInReview(status),
    descending: status !== 'submitted',
  } as const;
  const { items, next } = await listApplicationRows(table, query, page);
  return { answer: { items: items.map((row) => withOverdue(row, now)), next } };
};
