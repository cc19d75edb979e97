import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import document from '../../docs/openapi.json' with { type: 'json' };
import { kernelErrors } from '../../shared/kernel/errors.ts';
import { languageOf, problemAnswer } from '../runtime/problem.ts';

const body = JSON.stringify(document);
const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;

type Event = Pick<APIGatewayProxyEventV2, 'headers' | 'routeKey' | 'requestContext'>;

/**
 * The API's own document; it changes with a deployment only, so that clients may keep it and ask whether it is still right.
 * And the answer to everything that no route names.
 */
export const handler = async ({ headers, routeKey, requestContext }: Event): Promise<APIGatewayProxyStructuredResultV2> => {
  if (routeKey === '$default')
    return problemAnswer(kernelErrors.not_found(), languageOf(headers['accept-language']), requestContext.requestId);
  const cached = { etag, 'cache-control': 'public, max-age=300' };
  if (headers['if-none-match'] === etag) return { statusCode: 304, headers: cached };
  return { statusCode: 200, headers: { ...cached, 'content-type': 'application/json; charset=utf-8' }, body };
};
