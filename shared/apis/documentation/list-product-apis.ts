import type { ThingOnSale } from '../../catalogue/published.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { apiErrors } from '../errors.ts';
import { publishedApis } from '../groups/api-list.ts';
import type { documentationContract } from './contract.ts';

type Deps = { readonly table: Table; readonly thingOnSale: ThingOnSale };

/** The APIs as last published. */
export const listProductApis: UseCase<typeof documentationContract.listProductApis, Deps> = async (
  { input },
  { table, thingOnSale },
) => {
  const group = await thingOnSale(input.productId, input.planId, 'api_group');
  if (!group) throw apiErrors.not_documented();

  return { answer: { accessPrefix: group.prefix, apis: await publishedApis(table, group.id) } };
};
