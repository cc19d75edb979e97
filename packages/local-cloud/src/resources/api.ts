import type { LocalContext, LocalResource, ResourcePlugin } from '../context.ts';
import { region } from '../engines/aws-json.ts';
import type { Listening } from '../engines/ports.ts';
import { type ApiBody, type ImportedRoute, readRoutes } from '../http/api-body.ts';
import { createHttpApi, type RouteTarget } from '../http/api-server.ts';
import type { JwtAuthorizer } from '../http/authorizer.ts';
import { functionNamed } from './event-source-mapping.ts';

/** Milliseconds; API Gateway lets no integration of an HTTP API take longer. */
const longestIntegration = 30_000;

/** Which of the application's APIs a resource is, told by a word in its title, and the server that stands for it. */
function serverOf({ logicalId, raw }: LocalResource, { servers }: LocalContext): [string, Listening] {
  const title = String((raw.Body as ApiBody | undefined)?.info?.title).toLowerCase();
  const found = [...servers].find(([name]) => title.includes(name));
  if (!found)
    throw new Error(
      `${logicalId}: the title in the body of an API must contain one of ${[...servers.keys()].join(', ')}`,
    );
  return found;
}

/** AWS::ApiGatewayV2::Api with a body: an OpenAPI document with its routes, integrations and authorizers. */
export const httpApi: ResourcePlugin = {
  type: 'AWS::ApiGatewayV2::Api',
  identify(resource, context) {
    const [name, { url }] = serverOf(resource, context);
    const id = `local${name}`;
    context.addresses.set(`https://${id}.execute-api.${region}.amazonaws.com`, url);
    return { ref: id, attributes: { ApiId: id, ApiEndpoint: url } };
  },
  start(resource, context) {
    const body = context.properties(resource).Body as ApiBody;
    const routes = readRoutes(body).map((route) => ({
      key: route.key,
      target: targetOf(route, resource, context),
    }));
    const cors = body['x-amazon-apigateway-cors'];
    const apiId = context.refOf(resource);
    const [name] = serverOf(resource, context);
    context.apis.set(name, createHttpApi({ apiId, routes, cors, clock: context.clock }));
  },
};

function targetOf(route: ImportedRoute, resource: LocalResource, context: LocalContext): RouteTarget {
  const { uri = '', timeoutInMillis = longestIntegration } = route.integration;
  const arn = /:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? uri;
  return {
    handler: functionNamed(arn, context, resource),
    timeoutMilliseconds: Math.min(longestIntegration, timeoutInMillis),
    authorizer: route.authorizer && withKeys(route.authorizer, context),
    scopes: route.scopes,
  };
}

function withKeys(
  { issuer, audience }: { issuer: string; audience: string[] },
  { identity }: LocalContext,
): JwtAuthorizer {
  if (issuer !== identity.issuer)
    throw new Error(`An authorizer's issuer is not the template's user pool: ${issuer}`);
  return { issuer, audience, publicKeys: identity.publicKeys };
}
