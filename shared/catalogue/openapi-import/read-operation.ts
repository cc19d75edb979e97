import type { Api, ApiMethod, ApiParameter, ImportLimits, ImportProblem, ParameterPlace } from './api.ts';
import { isObject, type Json, type JsonObject, member } from './parse-document.ts';
import { type Placed, referenceSentences, resolve } from './references.ts';
import { sampleText } from './sample.ts';

export type Reader = { root: JsonObject; limits: ImportLimits; problems: ImportProblem[] };

/** Follows references; what cannot be followed is told once and answered as undefined. */
export function follow(reader: Reader, from: Placed): Placed | undefined {
  const found = resolve(reader.root, from, reader.limits);
  if (!('problem' in found)) return found;
  const known = reader.problems.some((problem) => problem.pointer === found.pointer);
  if (!known) reader.problems.push({ pointer: found.pointer, code: `reference_${found.problem}`, ...referenceSentences[found.problem] });
  return undefined;
}

const text = (value: Json | undefined, length: number): string | undefined => {
  const trimmed = typeof value === 'string' ? value.trim() : '';
  return trimmed === '' ? undefined : trimmed.slice(0, length);
};

const exampleText = (value: Json | undefined): string | undefined => {
  if (value === undefined || value === null) return undefined;
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 200);
};

const defined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;

function schemaOf(reader: Reader, value: Json | undefined): Json | undefined {
  const found = resolve(reader.root, { value: member(value, 'schema'), pointer: '' }, reader.limits);
  return 'problem' in found ? undefined : found.value;
}

const typeName = (schema: Json | undefined): string | undefined => {
  const type = member(schema, 'type');
  const first = Array.isArray(type) ? type.find((name) => name !== 'null') : type;
  return typeof first === 'string' ? first : undefined;
};

// By OpenAPI itself these headers are not parameters; the marketplace never forwards a caller's credentials either.
const ignoredHeaders = new Set(['accept', 'content-type', 'authorization']);

function readParameter(reader: Reader, from: Placed): ApiParameter | undefined {
  const found = follow(reader, from);
  if (!found) return undefined;
  const name = member(found.value, 'name');
  const place = member(found.value, 'in');
  if (
    typeof name !== 'string' ||
    name === '' ||
    name.length > 100 ||
    typeof place !== 'string' ||
    !['path', 'query', 'header', 'cookie'].includes(place)
  ) {
    reader.problems.push({
      pointer: found.pointer,
      code: 'parameter_form',
      zh: '参数需要 name 和 in（path、query、header 或 cookie）',
      en: 'A parameter needs name and in (path, query, header or cookie)',
    });
    return undefined;
  }
  if (place === 'cookie' || (place === 'header' && ignoredHeaders.has(name.toLowerCase()))) return undefined;
  const schema = schemaOf(reader, found.value);
  return defined<ApiParameter>({
    name,
    place: place as ParameterPlace,
    required: place === 'path' || member(found.value, 'required') === true,
    type: typeName(schema),
    description: text(member(found.value, 'description'), reader.limits.descriptionLength),
    example: exampleText(member(found.value, 'example') ?? member(schema, 'example') ?? member(schema, 'default')),
  });
}

/** Parameters of the path item, overridden by those of the operation with the same name and place. */
function readParameters(reader: Reader, pathItem: Placed, operation: Placed): ApiParameter[] {
  const read = ({ value, pointer }: Placed) => {
    const list = member(value, 'parameters');
    if (!Array.isArray(list)) return [];
    const most = list.slice(0, reader.limits.parametersPerApi + 1);
    return most.flatMap((inner, index) => readParameter(reader, { value: inner, pointer: `${pointer}/parameters/${index}` }) ?? []);
  };
  const own = read(operation);
  const isOwn = (shared: ApiParameter) => own.some((parameter) => parameter.name === shared.name && parameter.place === shared.place);
  return [...read(pathItem).filter((shared) => !isOwn(shared)), ...own];
}

const mediaOf = (content: Json | undefined): [string, Json] | undefined => {
  const entries = isObject(content) ? Object.entries(content) : [];
  return entries.find(([type]) => /[/+]json\b/.test(type)) ?? entries[0];
};

function readBody(reader: Reader, operation: Placed): ApiParameter[] {
  const value = member(operation.value, 'requestBody');
  const body = value === undefined ? undefined : follow(reader, { value, pointer: `${operation.pointer}/requestBody` });
  const media = mediaOf(member(body?.value, 'content'));
  if (!body || !media) return [];
  const description = text(member(body.value, 'description'), reader.limits.descriptionLength);
  const example = sampleText(reader.root, media[1], reader.limits);
  return [
    defined<ApiParameter>({
      name: 'body',
      place: 'body',
      required: member(body.value, 'required') === true,
      type: media[0],
      description,
      example,
    }),
  ];
}

function readSample(reader: Reader, operation: Placed): string | undefined {
  const responses = member(operation.value, 'responses');
  const status = Object.keys(isObject(responses) ? responses : {}).find((key) => /^2(\d\d|XX)$/i.test(key)) ?? 'default';
  const response = follow(reader, { value: member(responses, status), pointer: `${operation.pointer}/responses/${status}` });
  return sampleText(reader.root, mediaOf(member(response?.value, 'content'))?.[1], reader.limits);
}

/** One operation as an API; what is wrong with it is added to the reader's problems. */
export function readOperation(reader: Reader, method: ApiMethod, pathTemplate: string, pathItem: Placed, operation: Placed): Api {
  const { limits } = reader;
  const operationId = text(member(operation.value, 'operationId'), 200);
  const summary =
    text(member(operation.value, 'summary'), limits.summaryLength) ??
    text(member(operation.value, 'description'), limits.summaryLength) ??
    operationId ??
    `${method} ${pathTemplate}`;
  const parameters = [...readParameters(reader, pathItem, operation), ...readBody(reader, operation)];
  return defined<Api>({ method, pathTemplate, operationId, summary, parameters, sampleAnswer: readSample(reader, operation) });
}
