import type { ErrorSpec } from '../../../shared/kernel/errors.ts';
import { problemSchemas } from '../../../shared/schemas.ts';
import { capitalized } from './inputs.ts';
import type { NamedSchemas, Reference } from './named-schemas.ts';

/** `orders.not_on_sale` as a name: `OrdersNotOnSaleProblem`. */
export const problemName = (code: string): string => `${code.split(/[._]/).map(capitalized).join('')}Problem`;

/** The schema of one row of an error table: a problem that says which one. */
export function problemOf({ code, status, retryable, zh, en }: ErrorSpec, schemas: NamedSchemas): Reference {
  return schemas.add(problemName(code), {
    description: `${zh} / ${en}`,
    allOf: [
      schemas.of(problemSchemas.Problem),
      {
        type: 'object',
        properties: { code: { const: code }, status: { const: status }, retryable: { const: retryable } },
      },
    ],
  });
}

/** Any of several, told apart by their codes. */
export function problemsOf(specs: readonly ErrorSpec[], schemas: NamedSchemas) {
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
