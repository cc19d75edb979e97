import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { catalogueErrors } from '../errors.ts';
import type { LinkTo } from '../ports.ts';
import type { shelfContract } from './contract.ts';
import { readPage } from './page.ts';
import { showPage } from './show-page.ts';

type Deps = { readonly table: Table; readonly linkTo: LinkTo };

/** One eventually consistent read of one unit at most. */
export const showProductPage: UseCase<typeof shelfContract.showProductPage, Deps> = async (
  { input, now },
  { table, linkTo },
) => {
  const page = await readPage(table, input.productId, { eventual: true });
  if (!page) throw catalogueErrors.product_not_found();
  return { answer: await showPage(page, linkTo, now) };
};
