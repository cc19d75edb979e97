import { defaultImportLimits, type ImportLimits } from './api.ts';
import { isObject, type Json, type JsonObject, member } from './parse-document.ts';
import { resolve } from './references.ts';

const maximumDepth = 6;
const maximumNodes = 300;

type Budget = { nodes: number };

function firstOf(value: Json | undefined): Json | undefined {
  return Array.isArray(value) ? value[0] : undefined;
}

function typeOf(schema: JsonObject): string {
  const given = schema.type;
  const type = Array.isArray(given) ? given.find((name) => name !== 'null') : given;
  if (typeof type === 'string') return type;
  return isObject(schema.properties) ? 'object' : 'string';
}

const plain: Record<string, Json> = { integer: 0, number: 0, boolean: true, null: null };

/** A value that fits a schema roughly: its examples and defaults where given; bounded in depth and size. */
function sampleOf(root: JsonObject, given: Json | undefined, limits: ImportLimits, depth: number, budget: Budget): Json | undefined {
  budget.nodes -= 1;
  const found = resolve(root, { value: given, pointer: '' }, limits);
  if (budget.nodes < 0 || depth > maximumDepth || 'problem' in found || !isObject(found.value)) return undefined;
  const schema = found.value;
  const ready = schema.example ?? firstOf(schema.examples) ?? schema.default ?? schema.const ?? firstOf(schema.enum);
  if (ready !== undefined) return ready;
  const branches = Array.isArray(schema.allOf) ? schema.allOf : [];
  const one = firstOf(schema.oneOf) ?? firstOf(schema.anyOf);
  if (one !== undefined) return sampleOf(root, one, limits, depth + 1, budget);
  const type = branches.length > 0 ? 'object' : typeOf(schema);
  if (type === 'array') {
    const item = sampleOf(root, schema.items, limits, depth + 1, budget);
    return item === undefined ? [] : [item];
  }
  if (type !== 'object') return Object.hasOwn(plain, type) ? plain[type] : '';
  const parts = branches.map((branch) => sampleOf(root, branch, limits, depth + 1, budget)).filter(isObject);
  const own = Object.entries(isObject(schema.properties) ? schema.properties : {})
    .map(([name, inner]) => [name, sampleOf(root, inner, limits, depth + 1, budget)] as const)
    .filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return Object.fromEntries([...parts.flatMap((part) => Object.entries(part)), ...own]);
}

/** The sample of a media type object as text: its example, else one made from its schema; cut off when it is too long to keep. */
export function sampleText(root: JsonObject, media: Json | undefined, limits: ImportLimits = defaultImportLimits): string | undefined {
  const examples = member(media, 'examples');
  const named = isObject(examples) ? Object.values(examples)[0] : undefined;
  const resolved = resolve(root, { value: named, pointer: '' }, limits);
  const fromNamed = 'problem' in resolved ? undefined : member(resolved.value, 'value');
  const value = member(media, 'example') ?? fromNamed ?? sampleOf(root, member(media, 'schema'), limits, 0, { nodes: maximumNodes });
  if (value === undefined || value === '') return undefined;
  const text = typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);
  return text.length > limits.sampleLength ? undefined : text;
}
