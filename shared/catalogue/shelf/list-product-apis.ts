import { publishedApis } from '../../apis/api-list/api-list.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { catalogueErrors } from '../errors.ts';
import type { shelfContract } from './contract.ts';
import { readPage } from './page.ts';

/** The APIs as last published. */
export const listProductApis: UseCase<typeof shelfContract.listProductApis, { table: Table }> = async (
  { input },
  { table },
) => {
  const page = await readPage(table, input.productId, { eventual: true });
  if (!page) throw catalogueErrors.product_not_found();
  const plan = page.plans.find(({ planId }) => planId === input.planId);
  const group = page.groups.find(({ groupId }) => groupId === plan?.groupId);
  if (!group) throw catalogueErrors.plan_not_found();
  return { answer: { accessPrefix: group.prefix, apis: await publishedApis(table, group.groupId) } };
};
