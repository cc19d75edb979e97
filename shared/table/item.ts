import type { Attributes } from '../kernel/change.ts';

/** A value as the engine's JSON has it: a kind and what it holds; numbers as text, bytes in base64. */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly SS: string[] }
  | { readonly NS: string[] }
  | { readonly BS: string[] }
  | { readonly L: AttributeValue[] }
  | { readonly M: Item };

/** An item in the engine's form. */
export type Item = { [name: string]: AttributeValue };

/**
 * The engine's form of an attribute map; undefined values are left out.
 * @throws for what the engine cannot hold: numbers beyond 2^53, empty and mixed sets, objects of a class
 */
export const toItem = (attributes: Attributes): Item => toMap(attributes as Record<string, unknown>);

/** The attribute map of an item in the engine's form. Whole numbers beyond 2^53 come as bigints. */
export function fromItem(item: Item): Attributes {
  const attributes: Record<string, unknown> = {};
  for (const name of Object.keys(item)) attributes[name] = toNative(item[name] as AttributeValue);
  return attributes as Attributes;
}

function toMap(values: Record<string, unknown>): Item {
  const map: Item = {};
  for (const name of Object.keys(values)) {
    const value = values[name];
    if (value !== undefined) map[name] = toValue(value);
  }
  return map;
}

function toValue(value: unknown): AttributeValue {
  switch (typeof value) {
    case 'string':
      return { S: value };
    case 'number':
      return { N: toNumber(value) };
    case 'boolean':
      return { BOOL: value };
    case 'bigint':
      return { N: String(value) };
    case 'object':
      return value === null ? { NULL: true } : objectToValue(value);
    default:
      throw new Error(`a ${typeof value} cannot be kept in an item`);
  }
}

function objectToValue(value: object): AttributeValue {
  if (Array.isArray(value)) return { L: value.filter((each) => each !== undefined).map(toValue) };
  if (value instanceof Uint8Array) return { B: toBase64(value) };
  if (value instanceof Set) return toSet([...value]);

  const kind = Object.getPrototypeOf(value);
  if (kind !== Object.prototype && kind !== null)
    throw new Error(`a ${value.constructor?.name} cannot be kept in an item`);
  return { M: toMap(value as Record<string, unknown>) };
}

function toSet(values: unknown[]): AttributeValue {
  if (values.length > 0) {
    if (values.every((each) => typeof each === 'string')) return { SS: values };
    if (values.every((each) => typeof each === 'number')) return { NS: values.map(toNumber) };
    if (values.every((each) => typeof each === 'bigint')) return { NS: values.map(String) };
    if (values.every((each) => each instanceof Uint8Array)) return { BS: values.map(toBase64) };
  }
  throw new Error('a set must hold texts, numbers or bytes, one kind of them, and at least one');
}

function toNumber(value: number): string {
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER)
    throw new Error(`the number ${value} cannot be kept in an item exactly`);
  return String(value);
}

function toNative(value: AttributeValue): unknown {
  if ('S' in value) return value.S;
  if ('N' in value) return fromNumber(value.N);
  if ('M' in value) return fromItem(value.M);
  if ('L' in value) return value.L.map(toNative);
  if ('BOOL' in value) return value.BOOL;
  if ('NULL' in value) return null;
  if ('B' in value) return fromBase64(value.B);
  if ('SS' in value) return new Set(value.SS);
  if ('NS' in value) return new Set(value.NS.map(fromNumber));
  if ('BS' in value) return new Set(value.BS.map(fromBase64));
  throw new Error(`an attribute of an unknown kind: ${Object.keys(value)}`);
}

const fromNumber = (text: string): number | bigint => {
  const value = Number(text);
  return Math.abs(value) > Number.MAX_SAFE_INTEGER ? BigInt(text) : value;
};

const toBase64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
