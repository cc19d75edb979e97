import { sellerOf } from '../../kernel/actor.ts';
import { kernelErrors, type Language, sentenceIn } from '../../kernel/errors.ts';
import { personOf } from '../../kernel/limits.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Limiter } from '../../table/limiter.ts';
import type { Table } from '../../table/table.ts';
import { ownGroup } from '../groups/api-group.ts';
import type { apiGroupsContract } from '../groups/contract.ts';
import { groupView } from '../groups/group-view.ts';
import { type Api, defaultImportLimits, type ImportProblem } from '../openapi-import/api.ts';
import { importOpenApi } from '../openapi-import/import-openapi.ts';
import type { ApiRules } from '../rules.ts';
import { replaceApis } from './replace-apis.ts';

type Deps = { readonly table: Table; readonly rules: ApiRules; readonly limiter: Limiter };

/**
 * The group then holds what was imported and nothing else: an operation that was skipped keeps no older version of itself, so that the
 * APIs are never a mixture of two documents. The report says what was skipped, and what the group held before and no longer does;
 * buyers see none of it until the group is published.
 * @throws request.invalid with every problem, its pointer going on into the document, when nothing could be imported
 */
export const importApis: UseCase<typeof apiGroupsContract.importApis, Deps> = async (
  { input, actor, now, language },
  { table, rules, limiter },
) => {
  const before = await ownGroup(table, sellerOf(actor), input.groupId);
  // Counted before the document is read: documents with mistakes cost as much.
  await limiter.spend({ limit: rules.limits.imports, subject: personOf(actor), now });

  const imported = importOpenApi(input.document, { backendUrl: before.backendUrl });
  if (!imported.ok)
    throw kernelErrors.invalid({
      fields: imported.problems.map((problem) => ({ ...problem, pointer: `/document${problem.pointer}` })),
    });

  const { group, held, changes } = await replaceApis(table, rules, before, imported.apis);
  const removed = gone(held, imported.apis);
  const repeat = {
    ...groupView(group),
    skipped: imported.skipped.map(({ method, pathTemplate, ...reason }) => ({
      method,
      pathTemplate,
      ...remark(reason, language),
    })),
    skippedCount: imported.skippedCount,
    warnings: imported.warnings.map((warning) => remark(warning, language)),
    warningCount: imported.warningCount,
    removed: removed.slice(0, defaultImportLimits.problems),
    removedCount: removed.length,
  };

  const apis = imported.apis.map(({ method, pathTemplate, summary }) => ({ method, pathTemplate, summary }));
  return { answer: { ...repeat, apis }, replay: repeat, changes };
};

const remark = ({ pointer, code, zh, en }: ImportProblem, language: Language) => ({
  pointer: `/document${pointer}`,
  code,
  detail: sentenceIn({ zh, en }, language),
});

function gone(before: readonly Api[], after: readonly Api[]): Pick<Api, 'method' | 'pathTemplate'>[] {
  const nameOf = ({ method, pathTemplate }: Api) => `${method} ${pathTemplate}`;
  const names = new Set(after.map(nameOf));
  return before
    .filter((api) => !names.has(nameOf(api)))
    .map(({ method, pathTemplate }) => ({ method, pathTemplate }));
}
