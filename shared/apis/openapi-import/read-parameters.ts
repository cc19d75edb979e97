import { backendHeaders } from '../../outside/backend-headers.ts';
import { type ApiParameter, type ImportProblem, type ParameterPlace, parameterKey } from './api.ts';
import { fitJson } from './fit-json.ts';
import { cut, named } from './foreign-text.ts';
import { defined, type Json, member } from './json.ts';
import type { Reader } from './reader.ts';
import { failedReference, type Placed } from './references.ts';
import { typeName } from './sample.ts';

const exampleLength = 200;

/** A value as the example of one parameter. */
export const exampleText = (reader: Reader, value: Json | undefined): string | undefined => {
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'object'
    ? fitJson(value, exampleLength, reader, 0)
    : cut(String(value), exampleLength);
};

// By OpenAPI itself these headers are not parameters.
const ignoredHeaders = new Set(['accept', 'content-type', 'authorization']);

/** Whether the gateway passes on a header of this name once an API declares it. */
const reachesBackend = (name: string): boolean =>
  Object.keys(backendHeaders({ [name]: '' }, [name])).length > 0;

/** Whether callers can be told of the parameter; a warning where the backend may miss one that never reaches it. */
function isPassedOn(reader: Reader, { value, pointer }: Placed, place: string, name: string): boolean {
  const isIgnored = place === 'header' && ignoredHeaders.has(name.toLowerCase());
  const reaches = place !== 'cookie' && (place !== 'header' || reachesBackend(name));
  const isMissed = isIgnored || place === 'cookie' ? member(value, 'required') === true : true;
  if (!reaches && isMissed)
    reader.warnOf(value, {
      pointer,
      code: 'parameter_not_forwarded',
      zh: `参数 ${named(name)}（${place}）不会转发给后端，没有导入`,
      en: `The parameter ${named(name)} (${place}) is never passed on to the backend and was not imported`,
    });
  return reaches && !isIgnored;
}

const isName = (name: Json | undefined): name is string =>
  typeof name === 'string' && name !== '' && name.length <= 100 && name.isWellFormed();

function readParameter(reader: Reader, from: Placed, problems: ImportProblem[]): ApiParameter | undefined {
  reader.step();
  const found = reader.resolve(from);
  if ('failed' in found) {
    problems.push(failedReference(found));
    return undefined;
  }
  const { value, pointer } = found;
  const name = member(value, 'name');
  const place = member(value, 'in');
  if (!isName(name) || typeof place !== 'string' || !['path', 'query', 'header', 'cookie'].includes(place)) {
    problems.push({
      pointer,
      code: 'parameter_form',
      zh: '参数没有 name（最长 100 个字符），或没有 in（path、query、header 或 cookie）',
      en: 'The parameter lacks its name (100 characters at most) or its in (path, query, header or cookie)',
    });
    return undefined;
  }
  if (!isPassedOn(reader, found, place, name)) return undefined;
  const schema = reader.resolveSchema({
    value: member(value, 'schema'),
    pointer: `${pointer}/schema`,
  })?.value;
  return defined<ApiParameter>({
    name,
    place: place as ParameterPlace,
    required: place === 'path' || member(value, 'required') === true,
    type: reader.textOf(typeName(schema), 100),
    description: reader.textOf(member(value, 'description'), reader.limits.descriptionLength),
    example: exampleText(
      reader,
      member(value, 'example') ?? member(schema, 'example') ?? member(schema, 'default'),
    ),
  });
}

/** The parameters at one place of the document; one more than allowed at most. */
function parametersAt(reader: Reader, { value, pointer }: Placed, problems: ImportProblem[]): ApiParameter[] {
  const list = member(value, 'parameters') ?? [];
  const at = `${pointer}/parameters`;
  if (!Array.isArray(list)) {
    problems.push({
      pointer: at,
      code: 'parameters_form',
      zh: 'parameters 应是一个列表',
      en: 'The parameters are expected to be a list',
    });
    return [];
  }
  const most = list.slice(0, reader.limits.parametersPerApi + 1);
  return most.flatMap(
    (inner, index) => readParameter(reader, { value: inner, pointer: `${at}/${index}` }, problems) ?? [],
  );
}

/**
 * Parameters of an operation and its path, those of an earlier place instead of a later one's with the same name and place. A parameter
 * that cannot be read is told in `problems`: without it, buyers would be shown less than the API asks for.
 */
export function readParameters(
  reader: Reader,
  places: readonly Placed[],
  problems: ImportProblem[],
): ApiParameter[] {
  let all: ApiParameter[] = [];
  for (const place of places) {
    const known = new Set(all.map(parameterKey));
    const added = parametersAt(reader, place, problems).filter(
      (parameter) => !known.has(parameterKey(parameter)),
    );
    all = [...added, ...all];
  }
  return all;
}
