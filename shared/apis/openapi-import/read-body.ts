import { type ApiBody, type ApiParameter, type ImportProblem, isForm, mediaTypeForm } from './api.ts';
import { defined, isObject, type Json, member } from './json.ts';
import { exampleText } from './read-parameters.ts';
import type { Reader } from './reader.ts';
import { failedReference, type Placed } from './references.ts';
import { sampleText, sampleValue, shownValue, typeName } from './sample.ts';

const mediaTypesMost = 50;
const nestedMost = 6;

/** The media type of a `content` that is shown: JSON where there is one, else the first. */
export function mediaOf(reader: Reader, content: Placed): (Placed & { type: string }) | undefined {
  const types = reader.entriesOf(content.value).slice(0, mediaTypesMost);
  const usable = types.filter(
    ([type]) => type.length <= reader.limits.mediaTypeLength && mediaTypeForm.test(type),
  );
  const chosen = usable.find(([type]) => /[/+]json\b/.test(type)) ?? usable[0];
  return chosen && { type: chosen[0], value: chosen[1], pointer: content.pointer };
}

type Field = { readonly name: string; readonly schema: Json; readonly required: boolean };

/** The fields of an object's schema, those of its `allOf` branches first; `most` at most. */
function fieldsOf(reader: Reader, from: Placed, most: number, depth = 0): Field[] {
  reader.step();
  const schema = depth <= nestedMost ? reader.resolveSchema(from)?.value : undefined;
  if (!isObject(schema)) return [];
  const fields = new Map<string, Field>();
  const branches = member(schema, 'allOf');
  for (const branch of Array.isArray(branches) ? branches : []) {
    if (fields.size >= most) break;
    for (const field of fieldsOf(reader, { ...from, value: branch }, most, depth + 1))
      fields.set(field.name, field);
  }
  const required = reader.setOf(member(schema, 'required'));
  for (const [name, inner] of reader.entriesOf(member(schema, 'properties'))) {
    if (fields.size >= most) break;
    reader.step();
    fields.set(name, { name, schema: inner, required: required.has(name) });
  }
  reader.step(fields.size);
  return [...fields.values()].map((field) => ({
    ...field,
    required: field.required || required.has(field.name),
  }));
}

function parameterOf(
  reader: Reader,
  field: Field,
  place: 'form' | 'body',
  media: Placed,
): ApiParameter | undefined {
  const schema = reader.resolveSchema({ value: field.schema, pointer: media.pointer })?.value;
  if (member(schema, 'readOnly') === true) return undefined;
  const isFile = place === 'form' && member(schema, 'format') === 'binary';
  const given =
    member(member(media.value, 'example'), field.name) ?? shownValue(field.schema) ?? shownValue(schema);
  return defined<ApiParameter>({
    name: field.name,
    place,
    required: field.required,
    type: isFile ? 'file' : reader.textOf(typeName(schema), 100),
    description: reader.textOf(
      member(field.schema, 'description') ?? member(schema, 'description'),
      reader.limits.descriptionLength,
    ),
    example: exampleText(reader, given),
  });
}

const isFieldName = (name: string): boolean => name !== '' && name.length <= 100 && name.isWellFormed();

/** A form's fields, or those at the top of a JSON body, as far as there is room for them beside the other parameters. */
function readFields(reader: Reader, media: Placed & { type: string }, room: number): ApiParameter[] {
  const place = isForm(media.type) ? 'form' : 'body';
  if (place === 'body' && !/[/+]json\b/.test(media.type)) return [];
  const fields = fieldsOf(
    reader,
    { value: member(media.value, 'schema'), pointer: media.pointer },
    reader.limits.parametersPerApi * 4,
  );
  const named = fields.filter(({ name }) => isFieldName(name));
  const parameters: ApiParameter[] = [];
  for (const field of named) {
    const parameter = parameters.length <= room ? parameterOf(reader, field, place, media) : undefined;
    if (parameter) parameters.push(parameter);
  }
  if (parameters.length > room || named.length < fields.length)
    reader.warn({
      pointer: media.pointer,
      code: 'fields_left_out',
      zh: `请求体的字段过多或名称不可用，只列出了前 ${room} 个可用字段`,
      en: `The body has too many fields, or names that cannot be used; the first ${room} that can are listed`,
    });
  return parameters.slice(0, room);
}

function exampleOf(reader: Reader, media: Placed & { type: string }): string | undefined {
  const value = sampleValue(reader, media);
  if (!isForm(media.type) || !isObject(value)) return sampleText(reader, value);
  // A body of several parts is made of its fields anew for each request: its boundary is part of it.
  if (!/urlencoded/i.test(media.type)) return undefined;
  const fields = reader.entriesOf(value).slice(0, reader.limits.parametersPerApi);
  const encoded = new URLSearchParams();
  for (const [name, inner] of fields)
    if (isFieldName(name)) encoded.append(name, exampleText(reader, inner) ?? '');
  const text = encoded.toString();
  return text.length > reader.limits.sampleLength ? undefined : text;
}

export type ReadBody = { readonly body?: ApiBody; readonly parameters: ApiParameter[] };

const bodyLeftOut = (pointer: string): ImportProblem => ({
  pointer,
  code: 'body_left_out',
  zh: '请求体没有可用的媒体类型（content），没有导入',
  en: 'The body names no media type that can be used (content) and was not imported',
});

/** The body of an operation and its fields; `room` is how many parameters the API may still have. */
export function readBody(
  reader: Reader,
  operation: Placed,
  room: number,
  problems: ImportProblem[],
): ReadBody {
  const value = member(operation.value, 'requestBody') ?? null;
  if (value === null) return { parameters: [] };
  const found = reader.resolve({ value, pointer: `${operation.pointer}/requestBody` });
  if ('failed' in found) {
    problems.push(failedReference(found));
    return { parameters: [] };
  }
  const media = mediaOf(reader, {
    value: member(found.value, 'content'),
    pointer: `${found.pointer}/content`,
  });
  if (!media) {
    reader.warnOf(found.value, bodyLeftOut(`${found.pointer}/content`));
    return { parameters: [] };
  }
  const body = defined<ApiBody>({
    type: media.type,
    required: member(found.value, 'required') === true,
    description: reader.textOf(member(found.value, 'description'), reader.limits.descriptionLength),
    example: exampleOf(reader, media),
  });
  return { body, parameters: readFields(reader, media, Math.max(room, 0)) };
}
