import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import document from '../../docs/openapi.json' with { type: 'json' };

const body = JSON.stringify(document);
const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;

/** The API's own document. It changes with a deployment only, so that clients may keep it and ask whether it is still right. */
export const handler = async ({ headers }: Pick<APIGatewayProxyEventV2, 'headers'>): Promise<APIGatewayProxyStructuredResultV2> => {
  const cached = { etag, 'cache-control': 'public, max-age=300' };
  if (headers['if-none-match'] === etag) return { statusCode: 304, headers: cached };
  return { statusCode: 200, headers: { ...cached, 'content-type': 'application/json; charset=utf-8' }, body };
};
