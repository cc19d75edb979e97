import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import document from '../../docs/openapi.json' with { type: 'json' };
import { gatewayCall } from '../../shared/metering/gateway/contract.ts';
import { environment } from '../runtime/composition.ts';
import { addressAt } from '../runtime/http/address-at.ts';
import { languageOf, ownHeaders, problemAnswer } from '../runtime/http/problem.ts';
import { unrouted } from '../runtime/http/unrouted.ts';

const { LOCAL_PAGE, GATEWAY_URL } = environment(['LOCAL_PAGE', 'GATEWAY_URL']);

/** The gateway's path is the one that names an address of its own. */
const { [gatewayCall.path]: ofGateway, ...ownPaths } = document.paths;
const gatewayPath = { ...ofGateway, servers: [{ url: GATEWAY_URL.replace(/\/$/, '') }] };

type Served = { readonly url: string; readonly body: string; readonly etag: string };
let served: Served | undefined;

/** The document with the address at which it is asked for, and the gateway's, so that what is made from it calls this very marketplace. */
function documentAt(domainName: string): Served {
  const url = addressAt(domainName);
  if (served?.url === url) return served;
  const paths = { ...ownPaths, [gatewayCall.path]: gatewayPath };
  const body = JSON.stringify({ ...document, servers: [{ url }], paths });
  served = { url, body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` };
  return served;
}

const index = JSON.stringify({
  name: document.info.title,
  links: {
    openapi: '/v1/openapi.json',
    products: '/v1/products',
    ...(LOCAL_PAGE && { local: LOCAL_PAGE }),
  },
});

/** The bare address is the one route that no contract names. */
const paths = { ...ownPaths, '/': { get: {} } };

/** The route of browsers' questions before a call. */
const preflights = 'OPTIONS /{proxy+}';

type Event = Pick<APIGatewayProxyEventV2, 'headers' | 'routeKey' | 'requestContext'>;
type Answer = APIGatewayProxyStructuredResultV2;

/**
 * The API's own document; it changes with a deployment only, so that clients may keep it and ask whether it is still right.
 * Where to begin, for whoever opens the bare address. And the answer to everything that no route names. A preflight needs a 2xx only:
 * which pages may call what is API Gateway's to add.
 */
export const handler = async ({
  headers,
  routeKey,
  requestContext: { requestId, http, domainName },
}: Event): Promise<Answer> => {
  if (routeKey === preflights) return { statusCode: 204, headers: ownHeaders };
  if (routeKey === '$default') {
    const { error, allow } = unrouted(paths, http.path);
    const answer = problemAnswer(error, languageOf(headers['accept-language']), requestId);
    return { ...answer, headers: { ...answer.headers, ...(allow && { allow }) } };
  }
  const kept = { ...ownHeaders, 'cache-control': 'public, max-age=300', 'request-id': requestId };
  const json = { ...kept, 'content-type': 'application/json; charset=utf-8' };
  if (routeKey !== 'GET /v1/openapi.json') return { statusCode: 200, headers: json, body: index };
  const { body, etag } = documentAt(domainName);
  if (headers['if-none-match'] === etag) return { statusCode: 304, headers: { ...kept, etag } };
  return { statusCode: 200, headers: { ...json, etag }, body };
};
