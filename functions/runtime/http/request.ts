import { isUtf8 } from 'node:buffer';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type * as z from 'zod';
import { inputInQuery, type Operation } from '../../../shared/kernel/contract.ts';
import { type FieldProblem, kernelErrors } from '../../../shared/kernel/errors.ts';
import { placeOfMistake } from '../../../shared/kernel/text/json-position.ts';
import { brokenTexts } from '../../../shared/kernel/text/whole-text.ts';
import { fieldProblems, pointerOf } from '../../../shared/kernel/validation.ts';
import { seenIn } from './locks.ts';

/** API Gateway's payload 2.0; the authorizer's part is absent on public routes. */
export type HttpEvent = APIGatewayProxyEventV2WithJWTAuthorizer;

const defaultMaxBodyBytes = 64 * 1024;

/** JSON in the one encoding that it has. */
const jsonType = /^application\/json(?:\s*;\s*charset\s*=\s*"?utf-?8"?)?\s*(?:;\s*)?$/i;

const notInQuery = {
  code: 'not_in_query',
  zh: '此操作的内容放在请求体中，不接受查询参数。',
  en: 'This operation takes its input in the body, not in the query.',
};

/**
 * The operation's input out of path, query and body, and the version that an operation names; text is whole Unicode from here on.
 * @throws request.not_utf8, request.malformed, request.not_object, request.too_large, request.unsupported_media_type,
 * request.invalid with every failing field
 */
export function inputOf(
  operation: Operation,
  event: HttpEvent,
): { readonly input: unknown; readonly seen?: number } {
  const { input: given, seen } = seenIn(operation, event.headers, {
    ...(inputInQuery(operation) ? queryOf(event) : bodyOf(operation, event)),
    ...event.pathParameters,
  });
  const problems = [...misplaced(operation, event), ...brokenTexts(given)];
  if (problems.length > 0) throw kernelErrors.invalid({ fields: problems });

  const result = operation.input.safeParse(given, { reportInput: true });
  if (!result.success)
    throw kernelErrors.invalid({ fields: fieldProblems(result.error.issues as z.core.$ZodIssue[]) });
  return { input: result.data, seen };
}

/** Query parameters of operations that take none: they would stand in the logs of every proxy on the way. */
function misplaced(operation: Operation, event: HttpEvent): FieldProblem[] {
  if (inputInQuery(operation)) return [];
  return Object.keys(event.queryStringParameters ?? {}).map((name) => ({
    pointer: pointerOf([name]),
    ...notInQuery,
  }));
}

function queryOf({ rawQueryString, queryStringParameters }: HttpEvent): Record<string, unknown> | undefined {
  try {
    decodeURIComponent(rawQueryString);
  } catch {
    throw kernelErrors.not_utf8();
  }
  return queryStringParameters;
}

function bodyOf(operation: Operation, event: HttpEvent): Record<string, unknown> {
  if (event.body === undefined || event.body === '') return {};
  const max = operation.maxBodyBytes ?? defaultMaxBodyBytes;
  const bytes = Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > max) throw kernelErrors.too_large({ params: { max } });
  if (!jsonType.test(event.headers['content-type'] ?? '')) throw kernelErrors.unsupported_media_type();

  const body = parsed(textOf(bytes));
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw kernelErrors.not_object();
  return body as Record<string, unknown>;
}

/** Where somebody before us decoded the bytes, the sign for what is no text stands in their place. */
function textOf(bytes: Buffer): string {
  if (!isUtf8(bytes) || bytes.includes('\ufffd')) throw kernelErrors.not_utf8();
  return new TextDecoder().decode(bytes);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw kernelErrors.malformed({ params: placeOfMistake(text) });
  }
}
