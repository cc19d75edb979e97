import type { Attributes } from '../kernel/change.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import type { ListIndex } from '../table/keys.ts';
import type { Table } from '../table/table.ts';

type OwnedList<Name extends string> = { readonly index: ListIndex; readonly pk: string; readonly id: Name };

/** One page of rows, newest first; each row's id is its item's key, so that it is stored once. */
export async function listOwned<Row, Name extends string>(
  table: Table,
  { index, pk, id }: OwnedList<Name>,
  page: PageRequest,
): Promise<Page<Row & Record<Name, string>>> {
  const { items, next } = await table.query({ index, pk, descending: true }, page);
  return {
    items: items.map(
      (item) => ({ [id]: item.pk, ...(item.row as Attributes) }) as Row & Record<Name, string>,
    ),
    next,
  };
}
