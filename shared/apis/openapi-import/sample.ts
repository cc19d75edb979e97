import { fitJson, fitText } from './fit-json.ts';
import { firstOf, isObject, type Json, type JsonObject, member } from './json.ts';
import type { Reader } from './reader.ts';
import type { Placed } from './references.ts';

const maximumDepth = 6;
const maximumNodes = 300;
/** JSON has seven types. */
const typesMost = 10;

/** One sample in the making: the place that its warnings name, and the nodes that it may still have. */
type Making = { readonly reader: Reader; readonly pointer: string; nodes: number };

/** The first type that is not null: 3.1 lists several. */
export function typeName(schema: Json | undefined): string | undefined {
  const type = member(schema, 'type');
  const first = Array.isArray(type) ? type.slice(0, typesMost).find((name) => name !== 'null') : type;
  return typeof first === 'string' ? first : undefined;
}

/** The value that a schema itself shows. */
export const shownValue = (schema: Json | undefined): Json | undefined =>
  member(schema, 'example') ??
  firstOf(member(schema, 'examples')) ??
  member(schema, 'default') ??
  member(schema, 'const') ??
  firstOf(member(schema, 'enum'));

const plain: Readonly<Record<string, Json>> = { integer: 0, number: 0, boolean: true, null: null };

/** A value that fits a schema roughly: its examples and defaults where given; bounded in depth and size. */
function sampleOf(making: Making, given: Json | undefined, depth = 0): Json | undefined {
  const { reader } = making;
  making.nodes -= 1;
  if (making.nodes < 0 || depth > maximumDepth) return undefined;
  reader.step();
  const schema = reader.resolveSchema({ value: given, pointer: making.pointer })?.value;
  if (!isObject(schema)) return undefined;
  const ready = shownValue(schema);
  if (ready !== undefined) return ready;
  const one = firstOf(member(schema, 'oneOf')) ?? firstOf(member(schema, 'anyOf'));
  if (one !== undefined) return sampleOf(making, one, depth + 1);
  const branches = member(schema, 'allOf');
  if (Array.isArray(branches) && branches.length > 0) return sampleOfAll(making, branches, schema, depth);
  const type = typeName(schema) ?? (isObject(schema.properties) ? 'object' : 'string');
  if (type === 'object') return sampleOfProperties(making, schema, depth);
  if (type !== 'array') return Object.hasOwn(plain, type) ? plain[type] : '';
  const item = sampleOf(making, schema.items, depth + 1);
  return item === undefined ? [] : [item];
}

function sampleOfProperties(making: Making, schema: JsonObject, depth: number): JsonObject {
  const members: [string, Json][] = [];
  for (const [name, inner] of making.reader.entriesOf(member(schema, 'properties'))) {
    if (making.nodes <= 0) break;
    const value = sampleOf(making, inner, depth + 1);
    if (value !== undefined) members.push([name, value]);
  }
  return Object.fromEntries(members);
}

/** Objects are put together; of anything else the first branch that shows a value counts, as where `allOf` only adds a description. */
function sampleOfAll(
  making: Making,
  branches: readonly Json[],
  schema: JsonObject,
  depth: number,
): Json | undefined {
  const parts: Json[] = [];
  for (const branch of branches) {
    if (making.nodes <= 0) break;
    const part = sampleOf(making, branch, depth + 1);
    if (part !== undefined) parts.push(part);
  }
  const objects = parts.filter(isObject);
  if (objects.length === 0 && !isObject(schema.properties))
    return parts.find((part) => part !== '') ?? parts[0];
  const own = sampleOfProperties(making, schema, depth);
  return merged(making, [...objects, own]);
}

/** A part may be an example of any size, which is looked through at each use: the sample takes no more of it than it can show. */
function merged({ reader }: Making, parts: readonly JsonObject[]): JsonObject {
  const members = new Map<string, Json>();
  for (const part of parts)
    for (const [name, value] of reader.entriesOf(part)) {
      if (members.size >= maximumNodes) break;
      reader.step();
      members.set(name, value);
    }
  return Object.fromEntries(members);
}

/** The sample of a media type object: its example, else one made from its schema. */
export function sampleValue(reader: Reader, { value: media, pointer }: Placed): Json | undefined {
  const named = reader.entriesOf(member(media, 'examples'))[0]?.[1];
  const fromNamed =
    named === undefined ? undefined : member(reader.resolveSchema({ value: named, pointer })?.value, 'value');
  return (
    member(media, 'example') ??
    fromNamed ??
    sampleOf({ reader, pointer, nodes: maximumNodes }, member(media, 'schema'))
  );
}

/** A sample as text, shortened where it is too long to keep. */
export function sampleText(reader: Reader, value: Json | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  const most = reader.limits.sampleLength;
  return typeof value === 'string' ? fitText(value, most, reader) : fitJson(value, most, reader);
}
