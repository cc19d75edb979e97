import type { Page, PageRequest } from '../kernel/page.ts';
import type { ListIndex } from './keys.ts';
import type { Table } from './table.ts';

export type ListQuery = {
  readonly index: ListIndex;
  readonly pk: string;
  readonly prefix?: string;
  readonly descending?: boolean;
};

/** One page of a list index: the rows as their entity put them there. */
export async function listRows<Row>(table: Table, query: ListQuery, page: PageRequest): Promise<Page<Row>> {
  const { items, next } = await table.query(query, page);
  return { items: items.map(({ row }) => row as Row), next };
}
