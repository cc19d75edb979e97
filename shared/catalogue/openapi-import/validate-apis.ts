import { parseTemplate, type TemplateProblem, templateShape } from '../../kernel/path-template.ts';
import { type Api, defaultImportLimits, type ImportLimits, type ImportProblem, pointerStep } from './api.ts';

const templateSentences: Record<TemplateProblem, { zh: string; en: string }> = {
  no_leading_slash: { zh: '路径必须以 / 开头', en: 'A path begins with a slash' },
  empty_segment: { zh: '路径不能含有空段（连续的 / 或结尾的 /）', en: 'A path has no empty segment (double or trailing slash)' },
  bad_braces: { zh: '路径参数写法不正确，应为 {name}', en: 'A path parameter is written {name}' },
  two_parameters: { zh: '同一路径段中只能有一个参数', en: 'One segment of a path holds one parameter at most' },
  repeated_parameter: { zh: '路径参数名称重复', en: 'A path parameter is named twice' },
  unsafe_segment: { zh: '路径不能含有 .、..、?、# 或编码后的斜杠', en: 'A path holds no dot segments, no ? or #, and no encoded slashes' },
  too_long: { zh: '路径过长', en: 'The path is too long' },
};

/** An API with the place that it came from, so that a problem points there. */
export type PlacedApi = { api: Api; pointer: string; pathPointer?: string };

function parameterProblems({ api, pointer }: PlacedApi, names: ReadonlySet<string>, limits: ImportLimits): ImportProblem[] {
  const problems: ImportProblem[] = [];
  const listPointer = `${pointer}/parameters`;
  if (api.parameters.length > limits.parametersPerApi) {
    problems.push({
      pointer: listPointer,
      code: 'too_many_parameters',
      zh: `参数不能超过 ${limits.parametersPerApi} 个`,
      en: `An API has ${limits.parametersPerApi} parameters at most`,
    });
  }
  const seen = new Set<string>();
  for (const [index, parameter] of api.parameters.entries()) {
    const key = `${parameter.place} ${parameter.place === 'header' ? parameter.name.toLowerCase() : parameter.name}`;
    const at = `${listPointer}${pointerStep(index)}/name`;
    if (seen.has(key))
      problems.push({
        pointer: at,
        code: 'duplicate_parameter',
        zh: `参数 ${parameter.name} 重复`,
        en: `The parameter ${parameter.name} is given twice`,
      });
    seen.add(key);
    if (parameter.place === 'path' && !names.has(parameter.name)) {
      problems.push({
        pointer: at,
        code: 'unknown_path_parameter',
        zh: `路径中没有参数 {${parameter.name}}`,
        en: `The path has no parameter {${parameter.name}}`,
      });
    }
  }
  return problems;
}

/**
 * What is wrong with a list of APIs, typed in or imported: templates, parameters that the path lacks, and two APIs that answer the same
 * method and paths. `pointer` of each entry is its place. At most `limits.problems` are told.
 */
export function validateApis(placed: readonly PlacedApi[], limits: ImportLimits = defaultImportLimits): ImportProblem[] {
  const problems: ImportProblem[] = [];
  if (placed.length > limits.apis) {
    return [{ pointer: '', code: 'too_many_apis', zh: `API 不能超过 ${limits.apis} 个`, en: `A group has ${limits.apis} APIs at most` }];
  }
  const first = new Map<string, string>();
  for (const entry of placed) {
    const { api, pointer, pathPointer = `${pointer}/pathTemplate` } = entry;
    const parsed = parseTemplate(api.pathTemplate);
    if ('problem' in parsed) {
      problems.push({ pointer: pathPointer, code: `path_${parsed.problem}`, ...templateSentences[parsed.problem] });
      continue;
    }
    const key = `${api.method} ${templateShape(parsed.segments)}`;
    const other = first.get(key);
    if (other !== undefined) {
      problems.push({
        pointer,
        code: 'duplicate_api',
        zh: `与 ${other} 的方法和路径相同`,
        en: `Has the same method and paths as ${other}`,
      });
    }
    first.set(key, other ?? pointer);
    const names = new Set(parsed.segments.flatMap((segment) => (segment.kind === 'parameter' ? [segment.name] : [])));
    problems.push(...parameterProblems(entry, names, limits));
  }
  return problems.slice(0, limits.problems);
}

/** The same for APIs typed into a form whose list stands at `pointer`. */
export const validateTypedApis = (apis: readonly Api[], pointer = '/apis', limits: ImportLimits = defaultImportLimits): ImportProblem[] =>
  validateApis(
    apis.map((api, index) => ({ api, pointer: `${pointer}${pointerStep(index)}` })),
    limits,
  );
