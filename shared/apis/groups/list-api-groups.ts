import { sellerOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { listPage, madeAt, placeOfIds } from '../../table/list-page.ts';
import type { Table } from '../../table/table.ts';
import { type GroupRow, groupsOf } from './api-group.ts';
import type { apiGroupsContract } from './contract.ts';

type Listed = GroupRow & { readonly createdAt: string };

export const listApiGroups: UseCase<
  typeof apiGroupsContract.listApiGroups,
  { readonly table: Table }
> = async ({ input, actor }, { table }) => {
  const list = {
    index: 'list1',
    pk: groupsOf(sellerOf(actor)),
    placeAt: placeOfIds,
    rowOf: ({ row }: { readonly row?: unknown }): Listed => {
      const group = row as GroupRow;
      return { ...group, createdAt: madeAt(group.groupId) };
    },
    textsOf: ({ name, prefix }: Listed) => [name, prefix],
  } as const;
  return { answer: await listPage(table, list, input) };
};
