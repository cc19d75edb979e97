import type { ApiKind, LocalContext, LocalResource, ResourcePlugin } from '../context.ts';
import { apiKinds } from '../context.ts';
import { region } from '../engines/aws-json.ts';
import { type ApiBody, type ImportedRoute, readRoutes } from '../http/api-body.ts';
import { createHttpApi, type RouteTarget } from '../http/api-server.ts';
import type { JwtAuthorizer } from '../http/authorizer.ts';
import { functionNamed } from './event-source-mapping.ts';

/** Milliseconds; API Gateway lets no integration of an HTTP API take longer. */
const longestIntegration = 30_000;

/** Which of the application's APIs a resource is, told by a word in its title. */
function kindOf({ logicalId, raw }: LocalResource): ApiKind {
  const title = String((raw.Body as ApiBody | undefined)?.info?.title).toLowerCase();
  const kind = apiKinds.find((each) => title.includes(each));
  if (!kind)
    throw new Error(
      `${logicalId}: the title in the body of an API must contain one of ${apiKinds.join(', ')}`,
    );
  return kind;
}

const idOf = (resource: LocalResource) => `local${kindOf(resource)}`;

/** AWS::ApiGatewayV2::Api with a body: an OpenAPI document with its routes, integrations and authorizers. */
export const httpApi: ResourcePlugin = {
  type: 'AWS::ApiGatewayV2::Api',
  identify(resource, context) {
    const id = idOf(resource);
    const { url } = context.servers[kindOf(resource)];
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
    const api = createHttpApi({ apiId: idOf(resource), routes, cors, clock: context.clock });
    context.apis.set(kindOf(resource), api);
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
