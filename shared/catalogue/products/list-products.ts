import { sellerOf } from '../../kernel/actor.ts';
import { look } from '../../kernel/events/audit-look.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { listPage, madeAt, placeOfIds, type TimedList } from '../../table/list-page.ts';
import type { Table } from '../../table/table.ts';
import { catalogueEvents } from '../events.ts';
import type { productsContract } from './contract.ts';
import { type productRow, productsOf } from './product.ts';

type Deps = { readonly table: Table };
type Listed = ReturnType<typeof productRow> & { readonly createdAt: string };

const ofSeller = (sellerId: string): TimedList<Listed> => ({
  ...{ index: 'list1', pk: productsOf(sellerId), placeAt: placeOfIds },
  rowOf: (item) => ({ ...(item.row as ReturnType<typeof productRow>), createdAt: madeAt(String(item.pk)) }),
  textsOf: ({ name, productId }) => [name, productId],
});

/** The seller's own. */
export const listProducts: UseCase<typeof productsContract.listProducts, Deps> = async (
  { input, actor },
  { table },
) => ({ answer: await listPage(table, ofSeller(sellerOf(actor)), input) });

/** Of the seller that the operator names, drafts as well. The look is kept. */
export const listProductsOfSeller: UseCase<typeof productsContract.listProductsOfSeller, Deps> = async (
  { input: { sellerId, ...asked }, now, requestId },
  { table },
) => ({
  answer: await listPage(table, ofSeller(sellerId), asked),
  changes: [look(sellerId, happened(catalogueEvents.productsListed, { of: sellerId }), { now, requestId })],
});
