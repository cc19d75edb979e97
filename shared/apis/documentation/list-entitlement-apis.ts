import { userOf } from '../../kernel/actor.ts';
import { kernelErrors } from '../../kernel/errors.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { apiErrors } from '../errors.ts';
import { apiGroupEntity } from '../groups/api-group.ts';
import { publishedApis } from '../groups/api-list.ts';
import type { documentationContract } from './contract.ts';

/** The API group that an entitlement gives access to; found for its buyer only. */
export type GroupBought = (entitlementId: string, buyerId: string) => Promise<string | undefined>;

type Deps = { readonly table: Table; readonly groupBought: GroupBought };

/** The APIs as last published: what was bought keeps working when its product is off sale, and so does its documentation. */
export const listEntitlementApis: UseCase<typeof documentationContract.listEntitlementApis, Deps> = async (
  { input, actor },
  { table, groupBought },
) => {
  const groupId = await groupBought(input.entitlementId, userOf(actor).userId);
  if (groupId === undefined) throw apiErrors.not_documented();

  const [group, apis] = await Promise.all([
    apiGroupEntity.get(table, groupId, { eventual: true }),
    publishedApis(table, groupId),
  ]);
  // What was sold is not deleted, but this read may be a moment old.
  if (!group) throw kernelErrors.conflict();

  return { answer: { accessPrefix: group.prefix, apis } };
};
