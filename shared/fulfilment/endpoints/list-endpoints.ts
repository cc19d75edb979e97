import { sellerOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { listPage, placeOfTime } from '../../table/list-page.ts';
import type { Table } from '../../table/table.ts';
import type { fulfilmentContract } from '../contract.ts';
import { type EndpointRow, endpointListed, endpointsOf } from './endpoint.ts';

export const listEndpoints: UseCase<
  typeof fulfilmentContract.listEndpoints,
  { readonly table: Table }
> = async ({ input, actor }, { table }) => {
  const list = {
    index: 'list1',
    pk: endpointsOf(sellerOf(actor)),
    placeAt: placeOfTime,
    rowOf: endpointListed,
    textsOf: ({ name, url }: EndpointRow) => [name, url],
  } as const;
  return { answer: await listPage(table, list, input) };
};
