import type { ErrorSpec } from '../../../shared/kernel/errors.ts';
import { capitalized } from './inputs.ts';
import type { NamedSchemas, Reference } from './named-schemas.ts';

/** What every error answer has. */
const problem = {
  type: 'object',
  description: '错误（RFC 9457） / An error (RFC 9457)',
  required: ['type', 'title', 'status', 'code', 'retryable', 'instance'],
  properties: {
    type: { type: 'string', format: 'uri', description: '`urn:yunshi:problem:{code}`' },
    title: {
      type: 'string',
      description: '按 Accept-Language 给出的提示 / sentence in the language of Accept-Language',
    },
    status: { type: 'integer', description: 'HTTP 状态码 / HTTP status' },
    code: {
      type: 'string',
      description: '固定不变，供程序判断 / never changes; what programs look at',
    },
    retryable: {
      type: 'boolean',
      description: '稍后重试是否有用 / whether trying again later helps',
    },
    instance: {
      type: 'string',
      format: 'uri',
      description: '`urn:yunshi:request:{Request-Id}`',
    },
    params: {
      type: 'object',
      description: '提示中的数值与名称 / the values and names in the sentence',
      additionalProperties: { type: ['string', 'number'] },
    },
    errors: {
      type: 'array',
      description: '每个有误的字段 / every failing field',
      items: { $ref: '#/components/schemas/FieldProblem' },
    },
  },
};

const fieldProblem = {
  type: 'object',
  description: '一个有误的字段 / One failing field',
  required: ['pointer', 'code', 'detail'],
  properties: {
    pointer: {
      type: 'string',
      description: '字段在请求中的位置（RFC 6901） / where it stands in the request (RFC 6901)',
    },
    code: { type: 'string', description: '违反的规则 / the rule that it breaks' },
    detail: {
      type: 'string',
      description: '按 Accept-Language 给出的提示 / sentence in the language of Accept-Language',
    },
  },
};

/** `orders.not_on_sale` as a name: `OrdersNotOnSaleProblem`. */
export const problemName = (code: string): string => `${code.split(/[._]/).map(capitalized).join('')}Problem`;

/** The schema of one row of an error table: a problem that says which one. */
export function problemOf({ code, status, retryable, zh, en }: ErrorSpec, schemas: NamedSchemas): Reference {
  schemas.add('FieldProblem', fieldProblem);
  return schemas.add(problemName(code), {
    description: `${zh} / ${en}`,
    allOf: [
      schemas.add('Problem', problem),
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
