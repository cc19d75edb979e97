import { userOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { listPage, placeOfIds, rowOfItem } from '../../table/list-page.ts';
import type { Table } from '../../table/table.ts';
import type { meteringContract } from '../contract.ts';
import { type AppRow, appsOf } from './app.ts';

export const listApps: UseCase<typeof meteringContract.listApps, { readonly table: Table }> = async (
  { input, actor },
  { table },
) => {
  const list = {
    index: 'list1',
    pk: appsOf(userOf(actor).userId),
    placeAt: placeOfIds,
    rowOf: rowOfItem<AppRow>,
    textsOf: ({ name, appKey }: AppRow) => [name, appKey],
  } as const;
  return { answer: await listPage(table, list, input) };
};
