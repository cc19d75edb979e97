import type { ApiParameter, ImportProblem, ParameterPlace } from './api.ts';
import { fitJson } from './fit-json.ts';
import { cut, textOf } from './foreign-text.ts';
import { defined, type Json, member } from './json.ts';
import type { Reader } from './reader.ts';
import { failedReference, type Placed } from './references.ts';
import { typeName } from './sample.ts';

const exampleLength = 200;

/** A value as the example of one parameter. */
export const exampleText = (reader: Reader, value: Json | undefined): string | undefined => {
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'object' ? fitJson(value, exampleLength, reader.entriesOf, 0) : cut(String(value), exampleLength);
};

// By OpenAPI itself these headers are not parameters; the marketplace never forwards a caller's credentials either.
const ignoredHeaders = new Set(['accept', 'content-type', 'authorization']);

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
  if (place === 'cookie' || (place === 'header' && ignoredHeaders.has(name.toLowerCase()))) return undefined;
  const schema = reader.resolveSchema({ value: member(value, 'schema'), pointer: `${pointer}/schema` })?.value;
  return defined<ApiParameter>({
    name,
    place: place as ParameterPlace,
    required: place === 'path' || member(value, 'required') === true,
    type: textOf(typeName(schema), 100),
    description: textOf(member(value, 'description'), reader.limits.descriptionLength),
    example: exampleText(reader, member(value, 'example') ?? member(schema, 'example') ?? member(schema, 'default')),
  });
}

/**
 * Parameters of the path item, overridden by those of the operation with the same name and place; one more than allowed at most. A
 * parameter that cannot be read is told in `problems`: without it, buyers would be shown less than the API asks for.
 */
export function readParameters(reader: Reader, pathItem: Placed, operation: Placed, problems: ImportProblem[]): ApiParameter[] {
  const read = ({ value, pointer }: Placed) => {
    const list = member(value, 'parameters');
    if (!Array.isArray(list)) return [];
    const most = list.slice(0, reader.limits.parametersPerApi + 1);
    return most.flatMap(
      (inner, index) => readParameter(reader, { value: inner, pointer: `${pointer}/parameters/${index}` }, problems) ?? [],
    );
  };
  const own = read(operation);
  const isOwn = (shared: ApiParameter) => own.some((parameter) => parameter.name === shared.name && parameter.place === shared.place);
  return [...read(pathItem).filter((shared) => !isOwn(shared)), ...own];
}
