import { sellerOf } from '../../kernel/actor.ts';
import { kernelErrors } from '../../kernel/errors.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { ownGroup } from '../groups/api-group.ts';
import type { apiGroupsContract } from '../groups/contract.ts';
import { groupView } from '../groups/group-view.ts';
import { validateTypedApis } from '../openapi-import/validate-apis.ts';
import type { ApiRules } from '../rules.ts';
import { replaceApis } from './replace-apis.ts';

type Deps = { readonly table: Table; readonly rules: ApiRules };

/** APIs typed in. @throws request.invalid with every problem */
export const saveApis: UseCase<typeof apiGroupsContract.saveApis, Deps> = async (
  { input, actor },
  { table, rules },
) => {
  const before = await ownGroup(table, sellerOf(actor), input.groupId);
  const problems = validateTypedApis(input.apis);
  if (problems.length > 0) throw kernelErrors.invalid({ fields: problems });
  const { group, changes } = await replaceApis(table, rules, before, input.apis);
  return { answer: groupView(group), changes };
};
