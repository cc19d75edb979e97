import type { ErrorSpec } from '../../../../shared/kernel/errors.ts';
import { problemSchemas } from '../../../../shared/schemas.ts';
import { capitalized } from '../inputs.ts';
import type { JsonSchema } from '../json-schema.ts';
import type { NamedSchemas, Reference } from '../named-schemas.ts';
import type { ProblemExamples } from './problem-examples.ts';
import { saidBy } from './said.ts';

/** `orders.not_on_sale` as a name: `OrdersNotOnSaleProblem`. */
export const problemName = (code: string): string => `${code.split(/[._]/).map(capitalized).join('')}Problem`;

/** The values of an error's sentence: those that have a place in it are always told. */
function paramsOf(spec: ErrorSpec): JsonSchema | undefined {
  const { params } = saidBy(spec);
  if (!params) return undefined;

  const properties = Object.entries(params).map(([name, value]) => [
    name,
    {
      description: `提示中的 ${name} / ${name} of the sentence`,
      type: typeof value === 'number' ? 'integer' : 'string',
    },
  ]);
  const required = Object.keys(params).filter((name) => spec.zh.includes(`{${name}}`));
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
  };
}

/** The schema of one row of an error table: a problem that says which one. */
function problemOf(spec: ErrorSpec, schemas: NamedSchemas): Reference {
  const { code, status, retryable, zh, en } = spec;
  const params = paramsOf(spec);
  const told = ['code', 'status', 'retryable', ...(params?.required ? ['params'] : [])];
  return schemas.add(problemName(code), {
    description: `${zh} / ${en}`,
    allOf: [
      schemas.of(problemSchemas.Problem),
      {
        type: 'object',
        properties: {
          code: { const: code },
          status: { const: status },
          retryable: { const: retryable },
          ...(params && { params }),
        },
        required: told,
      },
    ],
  });
}

/** Any of several, told apart by their codes. */
function problemsOf(specs: readonly ErrorSpec[], schemas: NamedSchemas) {
  const each = specs.map((spec) => [spec.code, problemOf(spec, schemas)] as const);
  const [first] = each;
  if (first && each.length === 1) return first[1];
  return {
    oneOf: each.map(([, reference]) => reference),
    discriminator: {
      propertyName: 'code',
      mapping: Object.fromEntries(each.map(([code, { $ref }]) => [code, $ref])),
    },
  };
}

/** What the errors of one document share. */
export type Problems = { readonly schemas: NamedSchemas; readonly examples: ProblemExamples };

/** A body that tells one of these errors, with an example of each. */
export const problemContent = (specs: readonly ErrorSpec[], { schemas, examples }: Problems) => ({
  schema: problemsOf(specs, schemas),
  examples: examples.of(specs),
});
