import { inputInQuery, type Operation, pathParameters } from '../../../shared/kernel/contract.ts';
import { type ErrorSpec, kernelErrors } from '../../../shared/kernel/errors.ts';
import { answerExample } from './examples.ts';
import { declared } from './headers.ts';
import { fieldsOf, inOnePiece } from './json-schema.ts';
import type { NamedSchemas } from './named-schemas.ts';
import { problemsOf } from './problems.ts';

/** Errors that the runtime itself answers with, as far as this operation can meet them. */
function runtimeErrors(operation: Operation): ErrorSpec[] {
  const { auth, idempotency } = operation;
  const writes = operation.method !== 'GET';
  const hasBody = !inputInQuery(operation);
  return [
    kernelErrors.invalid,
    ...(hasBody
      ? [
          kernelErrors.not_utf8,
          kernelErrors.malformed,
          kernelErrors.not_object,
          kernelErrors.too_large,
          kernelErrors.unsupported_media_type,
        ]
      : []),
    ...(auth === 'public' ? [] : [kernelErrors.unauthenticated]),
    ...(auth === 'public' || auth === 'user' ? [] : [kernelErrors.forbidden]),
    ...(operation.decides ? [kernelErrors.involved] : []),
    ...(operation.locks ? [kernelErrors.changed] : []),
    ...(operation.locks === 'required' ? [kernelErrors.version_required] : []),
    ...(writes ? [kernelErrors.conflict] : []),
    ...(idempotency === 'no'
      ? []
      : [
          kernelErrors.idempotency_key_invalid,
          kernelErrors.idempotency_key_reused,
          kernelErrors.idempotency_in_progress,
        ]),
    ...(idempotency === 'required' ? [kernelErrors.idempotency_key_required] : []),
    ...(pathParameters(operation.path).length > 0 ? [kernelErrors.not_found] : []),
    kernelErrors.internal,
  ];
}

/** What API Gateway itself says before a function is asked: of a token that is no good, and when too much comes at once. */
const ofGateway = (status: number, schemas: NamedSchemas) =>
  (status === 401 || status === 429) && {
    'application/json': {
      schema: schemas.add('GatewayMessage', {
        type: 'object',
        description:
          'API 网关的应答，在到达云市场之前 / an answer of the API gateway, before the marketplace was asked',
        required: ['message'],
        properties: {
          message: { type: 'string', description: '英文短语 / a short English phrase' },
        },
      }),
    },
  };

/** The answer for these errors, which have one status. */
export function problemResponse(specs: readonly ErrorSpec[], schemas: NamedSchemas) {
  const rows = [...new Map(specs.map((spec) => [spec.code, spec])).values()];
  const status = rows[0]?.status ?? 500;
  const mayWait = rows.some(({ retryable }) => retryable) && status !== 500;
  return {
    // What each code means stands once, at its schema.
    description: rows.map(({ code }) => `\`${code}\``).join(', '),
    headers: declared('RequestId', 'ContentLanguage', ...(mayWait ? (['RetryAfter'] as const) : [])),
    content: {
      'application/problem+json': { schema: problemsOf(rows, schemas) },
      ...ofGateway(status, schemas),
    },
  };
}

/** What a path answers to methods that it does not take. No operation answers it, for it is no operation's path and method. */
export const methodNotAllowed = (schemas: NamedSchemas) => {
  const response = problemResponse([kernelErrors.method_not_allowed], schemas);
  return { ...response, headers: { ...response.headers, ...declared('Allow') } };
};

/** What API Gateway itself throttles: the one answer that no function has seen. */
export const throttled = (schemas: NamedSchemas) => ({
  description: '请求过于频繁。 / Too many requests.',
  content: ofGateway(429, schemas),
});

function headersOfSuccess(operation: Operation, id: string | undefined) {
  const names = fieldsOf(inOnePiece(operation.output)).map(({ name }) => name);
  return declared(
    'RequestId',
    ...(operation.idempotency === 'no' ? [] : (['IdempotencyReplayed'] as const)),
    ...(names.includes('version') && !operation.produces ? (['ETag'] as const) : []),
    ...(id !== undefined && names.includes(id) ? (['Location'] as const) : []),
    ...(operation.produces ? (['ContentDisposition'] as const) : []),
  );
}

function contentOf(name: string, { status, produces, output }: Operation, schemas: NamedSchemas) {
  if (status === 204) return {};
  const content = produces
    ? { [produces]: { schema: { type: 'string', format: 'binary' } } }
    : { 'application/json': { schema: schemas.of(output), ...answerExample(name) } };
  return { content };
}

/** Answers that many operations share word for word, by the name they get among the document's components. */
export class SharedResponses {
  readonly components: Record<string, unknown> = {};
  private readonly names = new Map<string, string>();

  /** The answer's reference; an answer not seen before gets a name out of its status. */
  reference(status: number, response: unknown): { $ref: string } {
    const text = JSON.stringify(response);
    const variant = [...this.names.values()].filter((name) => name.startsWith(`Problem${status}`)).length;
    const name = this.names.get(text) ?? `Problem${status}${variant === 0 ? '' : `Variant${variant}`}`;
    this.names.set(text, name);
    this.components[name] = response;
    return { $ref: `#/components/responses/${name}` };
  }
}

/** What the operations of one document share. */
export type Shared = { readonly schemas: NamedSchemas; readonly responses: SharedResponses };

/**
 * Every answer of an operation by status: its success, its own errors and the runtime's, and API Gateway's throttling. `madeId` names the field
 * by which what is made is read again.
 */
export function responsesOf(
  name: string,
  operation: Operation,
  { schemas, responses, madeId }: Shared & { readonly madeId?: string | undefined },
): Record<string, unknown> {
  const own = new Set(operation.errors.map(({ status }) => status));
  const byStatus = Map.groupBy([...operation.errors, ...runtimeErrors(operation)], ({ status }) => status);
  const problems = [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, specs]) => {
      const response = problemResponse(specs, schemas);
      return [String(status), own.has(status) ? response : responses.reference(status, response)] as const;
    });
  const { zh, en } = operation.summary;
  return {
    [String(operation.status ?? 200)]: {
      description: `${zh} / ${en}`,
      headers: headersOfSuccess(operation, madeId),
      ...contentOf(name, operation, schemas),
    },
    '429': { $ref: '#/components/responses/Throttled' },
    ...Object.fromEntries(problems),
  };
}
