import { inputInQuery, type Operation, pathParameters } from '../../../shared/kernel/contract.ts';
import { type ErrorSpec, kernelErrors } from '../../../shared/kernel/errors.ts';
import { throttled } from './components.ts';
import { fieldsOf, jsonSchema } from './schemas.ts';

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
    ...(operation.locks ? [kernelErrors.changed, kernelErrors.version_required] : []),
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

const requestId = { 'Request-Id': { $ref: '#/components/headers/RequestId' } };

function problemResponse(specs: readonly ErrorSpec[]) {
  const codes = [...new Map(specs.map((spec) => [spec.code, spec])).values()];
  return {
    description: codes.map(({ code, zh, en }) => `\`${code}\` ${zh} / ${en}`).join('\n'),
    headers: {
      ...requestId,
      ...(codes.some(({ retryable, status }) => retryable && status !== 500) && {
        'Retry-After': { $ref: '#/components/headers/RetryAfter' },
      }),
    },
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Problem' },
            { type: 'object', properties: { code: { enum: codes.map(({ code }) => code) } } },
          ],
        },
      },
    },
  };
}

const fieldNames = (operation: Operation): string[] =>
  fieldsOf(jsonSchema(operation.output)).map(({ name }) => name);

function success(operation: Operation, id: string | undefined) {
  const headers = {
    ...requestId,
    ...(operation.idempotency !== 'no' && {
      'Idempotency-Replayed': { $ref: '#/components/headers/IdempotencyReplayed' },
    }),
    ...(fieldNames(operation).includes('version') && { ETag: { $ref: '#/components/headers/ETag' } }),
    ...(id !== undefined &&
      fieldNames(operation).includes(id) && { Location: { $ref: '#/components/headers/Location' } }),
  };
  const { zh, en } = operation.summary;
  const description = `${zh} / ${en}`;
  if (operation.status === 204) return { description, headers };
  if (operation.produces)
    return {
      description,
      headers,
      content: { [operation.produces]: { schema: { type: 'string', format: 'binary' } } },
    };
  return { description, headers, content: { 'application/json': { schema: jsonSchema(operation.output) } } };
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

const row = ({ code, status, retryable, zh, en }: ErrorSpec): ErrorSpec => ({
  code,
  status,
  retryable,
  zh,
  en,
});

/**
 * Every answer of an operation by status: its success, its own errors and the runtime's, and API Gateway's throttling. `id` names the field
 * by which what is made is read again.
 */
export function responsesOf(
  operation: Operation,
  shared: SharedResponses,
  id?: string,
): Record<string, unknown> {
  const own = new Set(operation.errors.map(({ status }) => status));
  const byStatus = Map.groupBy(
    [...operation.errors, ...runtimeErrors(operation)].map(row),
    ({ status }) => status,
  );
  const limited = byStatus.get(429);
  const limits = limited && problemResponse(limited);
  const problems = [...byStatus]
    .filter(([status]) => status !== 429)
    .sort(([a], [b]) => a - b)
    .map(([status, specs]) => {
      const response = problemResponse(specs);
      return [String(status), own.has(status) ? response : shared.reference(status, response)] as const;
    });
  return {
    [String(operation.status ?? 200)]: success(operation, id),
    ...Object.fromEntries(problems),
    '429': limits
      ? { ...limits, content: { ...limits.content, ...throttled } }
      : { $ref: '#/components/responses/Throttled' },
  };
}
