import type { Table } from '../../table/table.ts';
import { contentOf, type VersionContent } from './content.ts';
import type { Product } from './product.ts';

/** What the seller looks at: the version worked on, else the live one. */
export const shownContent = (table: Table, { productId, working, live }: Product): Promise<VersionContent> =>
  contentOf(table, productId, working?.number ?? live?.number ?? 1);
