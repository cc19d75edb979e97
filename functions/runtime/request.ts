import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type * as z from 'zod';
import { inputInQuery, type Operation } from '../../shared/kernel/contract.ts';
import { kernelErrors } from '../../shared/kernel/errors.ts';
import { fieldProblems } from '../../shared/kernel/validation.ts';

/** API Gateway's payload 2.0; the authorizer's part is absent on public routes. */
export type HttpEvent = APIGatewayProxyEventV2WithJWTAuthorizer;

const defaultMaxBodyBytes = 64 * 1024;

/**
 * The operation's input out of path, query and body.
 * @throws request.malformed, request.too_large, request.unsupported_media_type, request.invalid with every failing field
 */
export function inputOf(operation: Operation, event: HttpEvent): unknown {
  const given = { ...(inputInQuery(operation) ? event.queryStringParameters : bodyOf(operation, event)), ...event.pathParameters };
  const unknownQuery = inputInQuery(operation) ? {} : event.queryStringParameters;
  const result = operation.input.safeParse({ ...unknownQuery, ...given }, { reportInput: true });
  if (!result.success) throw kernelErrors.invalid({ fields: fieldProblems(result.error.issues as z.core.$ZodIssue[]) });
  return result.data;
}

function bodyOf(operation: Operation, event: HttpEvent): Record<string, unknown> {
  if (event.body === undefined || event.body === '') return {};
  const max = operation.maxBodyBytes ?? defaultMaxBodyBytes;
  const bytes = Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > max) throw kernelErrors.too_large({ params: { max } });
  if (!/^application\/json\s*(;|$)/i.test(event.headers['content-type'] ?? '')) throw kernelErrors.unsupported_media_type();
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw kernelErrors.malformed();
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw kernelErrors.malformed();
  return body as Record<string, unknown>;
}
