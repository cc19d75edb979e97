import * as z from 'zod';
import { type Operation, pathParameters } from '../../../shared/kernel/contract.ts';

export type JsonSchema = {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly [keyword: string]: unknown;
};

/** The format says what a long pattern would say again; every whole number of JSON ends somewhere. */
function withoutNoise(schema: Record<string, unknown>): void {
  if (schema.format === 'date-time') delete schema.pattern;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

/** A schema as JSON Schema, from the side of who writes the value: transforms and defaults are the reader's business. */
export function jsonSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => withoutNoise(jsonSchema),
  });
  return rest as JsonSchema;
}

const branchesOf = (schema: JsonSchema): readonly JsonSchema[] =>
  schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];

/** Every top-level field of an object schema or of its alternatives; required where all of them require it. */
export function fieldsOf(schema: JsonSchema): { name: string; schema: JsonSchema; required: boolean }[] {
  const own = Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    schema: field,
    required: schema.required?.includes(name) ?? false,
  }));
  const branches = branchesOf(schema).map(fieldsOf);
  const merged = new Map(own.map((field) => [field.name, field]));
  for (const field of branches.flat()) {
    const everywhere =
      schema.allOf !== undefined ||
      branches.every((branch) => branch.some(({ name, required }) => name === field.name && required));
    if (!merged.has(field.name)) merged.set(field.name, { ...field, required: field.required && everywhere });
  }
  return [...merged.values()];
}

/** The schema without these fields, in every alternative. */
export function withoutFields(schema: JsonSchema, names: readonly string[]): JsonSchema {
  const { properties, required, anyOf, oneOf, allOf, ...rest } = schema;
  const left = required?.filter((name) => !names.includes(name));
  const branch = (each: JsonSchema) => withoutFields(each, names);
  return {
    ...rest,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name))),
    }),
    ...(left && left.length > 0 && { required: left }),
    ...(anyOf && { anyOf: anyOf.map(branch) }),
    ...(oneOf && { oneOf: oneOf.map(branch) }),
    ...(allOf && { allOf: allOf.map(branch) }),
  };
}

/** The version that a save names, beside its fields; it may come as a header instead. */
const withVersion = (schema: JsonSchema): JsonSchema => ({
  ...schema,
  properties: { version: { type: 'integer', minimum: 1 }, ...schema.properties },
});

/** What of an operation's input comes in the path, and what is left for query or body. */
export function splitInput(operation: Operation): {
  path: { name: string; schema: JsonSchema }[];
  rest: JsonSchema;
} {
  const whole = jsonSchema(operation.input);
  const names = pathParameters(operation.path);
  const left = withoutFields(whole, names);
  const fields = new Map(fieldsOf(whole).map(({ name, schema }) => [name, schema]));
  return {
    path: names.map((name) => ({ name, schema: fields.get(name) ?? { type: 'string' } })),
    rest: operation.locks ? withVersion(left) : left,
  };
}
