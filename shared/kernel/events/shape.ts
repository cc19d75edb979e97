import type { Text } from '../errors.ts';

/** A JSON Schema, as far as the payload of an event needs one. */
export type Schema =
  | { readonly type: 'string'; readonly enum?: readonly string[] }
  | { readonly type: 'integer' | 'boolean' }
  | { readonly type: 'array'; readonly items: Schema }
  | {
      readonly type: 'object';
      readonly properties: Readonly<Record<string, Schema>>;
      readonly required: readonly string[];
    }
  | Readonly<Record<string, never>>;

/** What a field of a payload holds: its schema, and for the compiler its type. */
export type Shape<T> = { readonly schema: Schema; readonly type?: T };
type Maybe<T> = { readonly maybe: Shape<T> };

/** The fields of a payload by name. */
export type Fields = Readonly<Record<string, Shape<unknown> | Maybe<unknown>>>;

type OptionalNames<F> = { [K in keyof F]: F[K] extends Maybe<unknown> ? K : never }[keyof F];

/** The payload that has these fields. */
export type PayloadOf<F extends Fields> = {
  readonly [K in Exclude<keyof F, OptionalNames<F>>]: F[K] extends Shape<infer T> ? T : never;
} & { readonly [K in OptionalNames<F>]?: F[K] extends Maybe<infer T> ? T : never };

export const text: Shape<string> = { schema: { type: 'string' } };
export const whole: Shape<number> = { schema: { type: 'integer' } };
export const flag: Shape<boolean> = { schema: { type: 'boolean' } };

export const oneOf = <const T extends string>(...values: readonly T[]): Shape<T> => ({
  schema: { type: 'string', enum: values },
});

export const listOf = <T>({ schema }: Shape<T>): Shape<readonly T[]> => ({
  schema: { type: 'array', items: schema },
});

/** Any JSON, of a type that those who write and read it know. */
export const open = <T>(): Shape<T> => ({ schema: {} });

/** A field that may be absent. */
export const maybe = <T>(shape: Shape<T>): Maybe<T> => ({ maybe: shape });

/** An object with these fields. */
export const fields = <const F extends Fields>(own: F): Shape<PayloadOf<F>> => ({ schema: schemaOf(own) });

/** What a person reads, in both languages. */
export const bothLanguages: Shape<Text> = fields({ zh: text, en: text });

/** The JSON Schema of a payload. */
export function schemaOf(own: Fields): Schema {
  const entries = Object.entries(own);
  return {
    type: 'object',
    properties: Object.fromEntries(
      entries.map(([name, field]) => [name, ('maybe' in field ? field.maybe : field).schema]),
    ),
    required: entries.filter(([, field]) => !('maybe' in field)).map(([name]) => name),
  };
}

/** Where a value is not what its schema says, as a JSON pointer; undefined where all of it is. Further fields are nobody's concern. */
export function misfit(schema: Schema, value: unknown, at = ''): string | undefined {
  if (!('type' in schema)) return undefined;
  switch (schema.type) {
    case 'string':
      return typeof value === 'string' && (schema.enum?.includes(value) ?? true) ? undefined : at;
    case 'integer':
      return Number.isInteger(value) ? undefined : at;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : at;
    case 'array':
      return Array.isArray(value) ? firstMisfit(value.entries(), () => schema.items, at) : at;
    case 'object': {
      if (typeof value !== 'object' || value === null) return at;
      const missing = schema.required.find((name) => !(name in value));
      if (missing !== undefined) return `${at}/${missing}`;
      return firstMisfit(Object.entries(value), (name) => schema.properties[name], at);
    }
  }
}

function firstMisfit<K extends string | number>(
  entries: Iterable<[K, unknown]>,
  schemaAt: (name: K) => Schema | undefined,
  at: string,
): string | undefined {
  for (const [name, value] of entries) {
    const schema = schemaAt(name);
    const found = schema && value !== undefined ? misfit(schema, value, `${at}/${name}`) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
