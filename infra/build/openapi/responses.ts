import {
  inputInQuery,
  type Operation,
  pathParameters,
  staysForItsKey,
} from '../../../shared/kernel/contract.ts';
import { type ErrorSpec, kernelErrors } from '../../../shared/kernel/errors.ts';
import { answerExample } from './examples.ts';
import { declared } from './headers.ts';
import { fieldsOf, inOnePiece } from './json-schema.ts';
import type { NamedSchemas } from './named-schemas.ts';
import { type Problems, problemContent } from './problems/problem-schemas.ts';
import type { SharedResponses } from './shared-responses.ts';

/** Whether it is a list that goes on where a page ended. */
const goesOn = (operation: Operation): boolean =>
  fieldsOf(inOnePiece(operation.input)).some(({ name }) => name === 'cursor');

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
    ...(goesOn(operation) ? [kernelErrors.cursor_invalid] : []),
    kernelErrors.internal,
  ];
}

/** What API Gateway itself says before a function is asked: of a token that is no good, and when too much comes at once. */
const ofGateway = (status: number, schemas: NamedSchemas) =>
  (status === 401 || status === 429) && {
    'application/json': {
      schema: schemas.add('ApiGatewayMessage', {
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

/** An operation's answer for these errors, which have one status. */
function problemResponse(operation: Operation, specs: readonly ErrorSpec[], problems: Problems) {
  const rows = [...new Map(specs.map((spec) => [spec.code, spec])).values()];
  const status = rows[0]?.status ?? 500;
  const mayWait = rows.some(({ retryable }) => retryable) && status !== 500;
  return {
    // What each code means stands once, at its schema.
    description: rows.map(({ code }) => `\`${code}\``).join(', '),
    headers: declared(
      'RequestId',
      'ContentLanguage',
      ...(mayWait ? (['RetryAfter'] as const) : []),
      ...(rows.some((row) => staysForItsKey(operation, row)) ? (['IdempotencyReplayed'] as const) : []),
    ),
    content: {
      'application/problem+json': problemContent(rows, problems),
      ...ofGateway(status, problems.schemas),
    },
  };
}

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

/** What the operations of one document share. */
export type Shared = Problems & { readonly responses: SharedResponses };

/**
 * Every answer of an operation by status: its success, its own errors and the runtime's, and API Gateway's throttling. `madeId` names the field
 * by which what is made is read again.
 */
export function responsesOf(
  name: string,
  operation: Operation,
  { madeId, responses, ...problems }: Shared & { readonly madeId?: string | undefined },
): Record<string, unknown> {
  const own = new Set(operation.errors.map(({ status }) => status));
  const byStatus = Map.groupBy([...operation.errors, ...runtimeErrors(operation)], ({ status }) => status);
  const refusals = [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, specs]) => {
      const response = problemResponse(operation, specs, problems);
      return [String(status), own.has(status) ? response : responses.reference(specs, response)] as const;
    });
  const { zh, en } = operation.summary;
  return {
    [String(operation.status ?? 200)]: {
      description: `${zh} / ${en}`,
      headers: headersOfSuccess(operation, madeId),
      ...contentOf(name, operation, problems.schemas),
    },
    '429': { $ref: '#/components/responses/Throttled' },
    ...Object.fromEntries(refusals),
  };
}
