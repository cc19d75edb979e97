import type { UseCase } from '../../kernel/use-case.ts';
import { listPage, madeAt, placeOfIds, type TimedList } from '../../table/list-page.ts';
import type { Table } from '../../table/table.ts';
import type { sellersContract } from '../contract.ts';
import { allSellers, type sellerRow } from '../home/seller.ts';

type Stored = ReturnType<typeof sellerRow>;
type Row = Stored & { readonly sellerId: string; readonly admittedAt: string };

const sellers: TimedList<Row> = {
  index: 'list1',
  pk: allSellers,
  placeAt: placeOfIds,
  // A seller has got its id in the moment of its admission.
  rowOf: ({ pk, row }) => ({
    ...(row as Stored),
    sellerId: String(pk),
    admittedAt: madeAt(String(pk)),
  }),
  textsOf: ({ legalName, storeName, sellerId }) => [legalName, storeName, sellerId],
};

/** All of them; what an operator looks into is kept, and not that it went through the list. */
export const listSellers: UseCase<typeof sellersContract.listSellers, { readonly table: Table }> = async (
  { input },
  { table },
) => ({ answer: await listPage(table, sellers, input) });
