import { sellerOf } from '../../kernel/actor.ts';
import { kernelErrors } from '../../kernel/errors.ts';
import { personOf } from '../../kernel/limits.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Limiter } from '../../table/limiter.ts';
import type { Table } from '../../table/table.ts';
import { importOpenApi } from '../openapi-import/import-openapi.ts';
import type { CatalogueRules } from '../rules.ts';
import { ownGroup } from './api-group.ts';
import type { apiGroupsContract } from './contract.ts';
import { groupView } from './group-view.ts';
import { replaceApis } from './replace-apis.ts';

type Deps = { readonly table: Table; readonly rules: CatalogueRules; readonly limiter: Limiter };

/** All APIs of a document or none. @throws request.invalid with every problem, its pointer going on into the document */
export const importApis: UseCase<typeof apiGroupsContract.importApis, Deps> = async ({ input, actor, now }, { table, rules, limiter }) => {
  const before = await ownGroup(table, sellerOf(actor), input.groupId);
  // Counted before the document is read: documents with mistakes cost as much.
  await limiter.spend({ limit: rules.limits.imports, subject: personOf(actor), now });

  const imported = importOpenApi(input.document);
  if (!imported.ok)
    throw kernelErrors.invalid({ fields: imported.problems.map((problem) => ({ ...problem, pointer: `/document${problem.pointer}` })) });
  const { group, changes } = await replaceApis(table, rules, before, imported.apis);
  const apis = imported.apis.map(({ method, pathTemplate, summary }) => ({ method, pathTemplate, summary }));
  return { answer: { ...groupView(group), apis }, changes };
};
