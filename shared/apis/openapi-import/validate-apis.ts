import { pointerStep } from '../../kernel/json/json-pointer.ts';
import { parseTemplate, templateShape } from '../../kernel/path-template.ts';
import {
  type Api,
  apiIdBytesMost,
  apiIdOf,
  defaultImportLimits,
  type ImportLimits,
  type ImportProblem,
  parameterKey,
} from './api.ts';
import { named } from './foreign-text.ts';
import { templateProblem } from './template-problem.ts';

/** An API with the place that it came from, so that a problem points there. */
export type PlacedApi = { api: Api; pointer: string; pathPointer?: string };

type Identity = {
  api: Pick<Api, 'method' | 'pathTemplate' | 'operationId'>;
  pointer: string;
  pathPointer?: string;
};

/**
 * The APIs of a group as they are taken in one after the other. No two of them may answer the same method and paths, nor have the same
 * id, under which calls are counted.
 */
export function apiRegister() {
  const shapes = new Map<string, string>();
  const ids = new Map<string, string>();

  const shapeOf = ({ method, pathTemplate }: Identity['api']) => {
    const parsed = parseTemplate(pathTemplate);
    return 'problem' in parsed ? parsed : { key: `${method} ${templateShape(parsed.segments)}` };
  };

  return {
    /** What keeps the API from being taken in. */
    problemsOf({ api, pointer, pathPointer = `${pointer}/pathTemplate` }: Identity): ImportProblem[] {
      const shape = shapeOf(api);
      if ('problem' in shape) return [templateProblem(api.pathTemplate, pathPointer, shape.problem)];
      const [sameShape, sameId] = [shapes.get(shape.key), ids.get(apiIdOf(api))];
      const id = apiIdOf(api);
      if (Buffer.byteLength(id) > apiIdBytesMost)
        return [idTooLong(api.operationId === undefined ? pathPointer : `${pointer}/operationId`)];
      if (sameShape !== undefined) return [duplicateApi(pointer, sameShape)];
      return sameId === undefined ? [] : [duplicateId(`${pointer}/operationId`, apiIdOf(api), sameId)];
    },

    add({ api, pointer }: Identity): void {
      const shape = shapeOf(api);
      if ('key' in shape) shapes.set(shape.key, pointer);
      ids.set(apiIdOf(api), pointer);
    },
  };
}

const duplicateApi = (pointer: string, other: string): ImportProblem => ({
  pointer,
  code: 'duplicate_api',
  zh: `与 ${named(other)} 的方法和路径相同`,
  en: `Has the same method and paths as ${named(other)}`,
});

const idTooLong = (pointer: string): ImportProblem => ({
  pointer,
  code: 'api_id_too_long',
  zh: `调用按 operationId 统计，没有时按方法和路径统计，按 UTF-8 计算最多 ${apiIdBytesMost} 字节；请写上较短的 operationId`,
  en: `Calls are counted by operationId, or by method and path without one, of at most ${apiIdBytesMost} bytes of UTF-8; give a shorter operationId`,
});

const duplicateId = (pointer: string, id: string, other: string): ImportProblem => ({
  pointer,
  code: 'duplicate_operation_id',
  zh: `operationId ${named(id)} 已被 ${named(other)} 使用`,
  en: `The operationId ${named(id)} is already that of ${named(other)}`,
});

/** What is wrong with an API's parameters: too many, given twice, or in the path although the template lacks them. */
export function parameterProblems({ api, pointer }: PlacedApi, limits: ImportLimits): ImportProblem[] {
  const problems: ImportProblem[] = [];
  const listPointer = `${pointer}/parameters`;
  const most = limits.parametersPerApi;
  if (api.parameters.length > most)
    return [
      {
        pointer: listPointer,
        code: 'too_many_parameters',
        zh: `参数超过 ${most} 个`,
        en: `There are more than ${most} parameters`,
      },
    ];
  const parsed = parseTemplate(api.pathTemplate);
  const segments = 'problem' in parsed ? [] : parsed.segments;
  const inPath = new Set(segments.flatMap((segment) => (segment.kind === 'parameter' ? [segment.name] : [])));
  const seen = new Set<string>();
  for (const [index, { place, name }] of api.parameters.entries()) {
    const key = parameterKey({ place, name });
    const at = `${listPointer}${pointerStep(index)}/name`;
    if (seen.has(key))
      problems.push({
        pointer: at,
        code: 'duplicate_parameter',
        zh: `参数 ${named(name)} 重复`,
        en: `The parameter ${named(name)} is given twice`,
      });
    seen.add(key);
    if (place === 'path' && !inPath.has(name))
      problems.push({
        pointer: at,
        code: 'unknown_path_parameter',
        zh: `路径模板 ${named(api.pathTemplate)} 中没有参数 {${named(name)}}`,
        en: `The path template ${named(api.pathTemplate)} has no parameter {${named(name)}}`,
      });
  }
  return problems;
}

/** What is wrong with a list of typed APIs that stands at `pointer` of a form; at most `limits.problems` are told. */
export function validateTypedApis(
  apis: readonly Api[],
  pointer = '/apis',
  limits: ImportLimits = defaultImportLimits,
): ImportProblem[] {
  const register = apiRegister();
  const problems: ImportProblem[] = [];
  for (const [index, api] of apis.entries()) {
    const placed = { api, pointer: `${pointer}${pointerStep(index)}` };
    const found = [...register.problemsOf(placed), ...parameterProblems(placed, limits)];
    if (found.length === 0) register.add(placed);
    problems.push(...found);
    if (problems.length >= limits.problems) break;
  }
  return problems.slice(0, limits.problems);
}
