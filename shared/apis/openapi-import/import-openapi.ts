import { defaultImportLimits, type ImportLimits, type ImportProblem } from './api.ts';
import { documentProblem } from './document-kind.ts';
import { operationsIn } from './find-operations.ts';
import { textOf } from './foreign-text.ts';
import { member } from './json.ts';
import { parseDocument } from './parse-document.ts';
import { operationIdOf, readOperation } from './read-operation.ts';
import { openReader, type Reader, TooMuchWork } from './reader.ts';
import { type ImportReport, type OpenReport, openReport } from './report.ts';
import { basePathWarning, ownServersWarning } from './servers.ts';
import { literalParameterWarning } from './template-problem.ts';
import { apiRegister, parameterProblems } from './validate-apis.ts';

type ImportResult =
  | ({ readonly ok: true; readonly title: string } & ImportReport)
  | { readonly ok: false; readonly problems: ImportProblem[] };

type Options = { readonly backendUrl?: string; readonly limits?: ImportLimits };

/**
 * Reads the APIs out of an OpenAPI 3.0 or 3.1 document (JSON or YAML). An operation that cannot be imported is skipped, with its
 * reasons and a JSON pointer into the document; the document is refused when it cannot be read, or when nothing is left of it. Never
 * opens a network address. (`docs/rules/5-api-calls.md`, "API groups")
 */
export function importOpenApi(
  text: string,
  { backendUrl = '', limits = defaultImportLimits }: Options = {},
): ImportResult {
  const parsed = parseDocument(text, limits);
  const problem = 'problem' in parsed ? parsed.problem : documentProblem(parsed.document);
  if ('problem' in parsed || problem) return { ok: false, problems: problem ? [problem] : [] };

  const report = openReport(limits);
  const reader = openReader(parsed.document, limits, report.warn);
  try {
    report.warn(basePathWarning(reader, backendUrl));
    readOperations(reader, report);
  } catch (error) {
    if (error instanceof TooMuchWork) return { ok: false, problems: [tooMuchWork] };
    throw error;
  }

  const read = report.result();
  if (read.apis.length === 0)
    return { ok: false, problems: read.skipped.length > 0 ? reasonsOf(read) : [noOperations] };
  const title = textOf(member(member(reader.root, 'info'), 'title'), limits.summaryLength) ?? '';
  return { ok: true, title, ...read };
}

const reasonsOf = ({ skipped }: ImportReport): ImportProblem[] =>
  skipped.map(({ pointer, code, zh, en }) => ({ pointer, code, zh, en }));

const tooMuchWork: ImportProblem = {
  pointer: '',
  code: 'document_too_complex',
  zh: '文档内部的引用和参数展开后过多，无法读取',
  en: 'The references and parameters of the document unfold to more than can be read',
};

const noOperations: ImportProblem = {
  pointer: '/paths',
  code: 'no_operations',
  zh: '文档的 paths 中没有任何操作',
  en: 'There is no operation in the paths of the document',
};

/** Why nothing more is imported, by the limit that is reached. */
const groupFull = (
  pointer: string,
  by: 'apis' | 'apisBytes',
  { apis, apisBytes }: ImportLimits,
): ImportProblem =>
  by === 'apis'
    ? {
        pointer,
        code: 'too_many_apis',
        zh: `一个分组最多 ${apis} 个 API，其后的操作没有导入`,
        en: `A group has ${apis} APIs at most; the operations after them are not imported`,
      }
    : {
        pointer,
        code: 'apis_too_large',
        zh: `一个分组的 API 说明最多 ${apisBytes / 1_000_000} MB，这个操作及其后的操作没有导入`,
        en: `The APIs of a group have ${apisBytes / 1_000_000} MB at most; this operation and those after it are not imported`,
      };

/** What can be refused by an operation's name alone is refused before its parts are read. */
function readOperations(reader: Reader, report: OpenReport): void {
  const register = apiRegister();
  for (const found of operationsIn(reader, report)) {
    const { method, pathTemplate, pathPointer, operation } = found;
    const { pointer } = operation;
    const full = report.fullBy();
    if (full) {
      report.skip(found, [groupFull(pointer, full, reader.limits)]);
      continue;
    }
    const identity = {
      api: { method, pathTemplate, operationId: operationIdOf(reader, operation.value) },
      pointer,
      pathPointer,
    };
    const refused = register.problemsOf(identity);
    if (refused.length > 0) {
      report.skip(found, refused);
      continue;
    }
    const { api, problems } = readOperation(reader, found);
    const all = [...problems, ...parameterProblems({ api, pointer }, reader.limits)];
    if (all.length > 0) {
      report.skip(found, all);
      continue;
    }
    if (!report.add(api)) {
      report.skip(found, [groupFull(pointer, 'apisBytes', reader.limits)]);
      continue;
    }
    register.add(identity);
    report.warn(literalParameterWarning(pathTemplate, pathPointer));
    report.warn(ownServersWarning(found));
  }
}
