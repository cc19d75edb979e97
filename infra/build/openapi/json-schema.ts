import * as z from 'zod';

export type JsonSchema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
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

const options = {
  target: 'draft-2020-12',
  io: 'input',
  unrepresentable: 'any',
  override: ({ jsonSchema }: { jsonSchema: Record<string, unknown> }) => withoutNoise(jsonSchema),
} as const;

/** A schema as JSON Schema, from the side of who writes the value, with the schemas that have names of their own apart. */
export function withNames(schema: z.ZodType): {
  readonly own: JsonSchema;
  readonly named: Readonly<Record<string, JsonSchema>>;
} {
  const { $schema: _dialect, $defs = {}, ...own } = z.toJSONSchema(schema, options);
  return { own: own as JsonSchema, named: $defs as Record<string, JsonSchema> };
}

/** The same in one piece. */
export function inOnePiece(schema: z.ZodType): JsonSchema {
  const { $schema: _dialect, ...own } = z.toJSONSchema(schema, { ...options, metadata: z.registry() });
  return own as JsonSchema;
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
