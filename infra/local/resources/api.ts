import type { ApiKind, LocalContext, LocalResource, ResourcePlugin } from '../context.ts';
import { apiKinds } from '../context.ts';
import { region } from '../engines/aws-json.ts';
import type { RouteTarget } from '../http/api-server.ts';
import { createHttpApi } from '../http/api-server.ts';
import type { JwtAuthorizer } from '../http/authorizer.ts';
import type { CorsConfiguration } from '../http/cors.ts';
import type { Route } from '../http/routes.ts';
import { functionNamed } from './event-source-mapping.ts';

/** Milliseconds; API Gateway lets no integration of an HTTP API take longer. */
const longestIntegration = 30_000;

/** Which of the application's APIs a resource is, told by a word in its name. */
function kindOf(resource: LocalResource): ApiKind {
  const name =
    `${typeof resource.raw.Name === 'string' ? resource.raw.Name : ''} ${resource.logicalId}`.toLowerCase();
  const kind = apiKinds.find((each) => name.includes(each));
  if (!kind)
    throw new Error(
      `${resource.logicalId}: the name of an HTTP API must contain one of ${apiKinds.join(', ')}`,
    );
  return kind;
}

const idOf = (resource: LocalResource) => `local${kindOf(resource)}`;

/** AWS::ApiGatewayV2::Api with its routes, integrations and authorizers. */
export const httpApi: ResourcePlugin = {
  type: 'AWS::ApiGatewayV2::Api',
  identify(resource, context) {
    const id = idOf(resource);
    context.addresses.set(
      `https://${id}.execute-api.${region}.amazonaws.com`,
      context.servers[kindOf(resource)].url,
    );
    return { ref: id, attributes: { ApiId: id, ApiEndpoint: context.servers[kindOf(resource)].url } };
  },
  start(resource, context) {
    const apiId = idOf(resource);
    const cors = context.properties(resource).CorsConfiguration as CorsConfiguration | undefined;
    const parts = (type: string) =>
      context.resources
        .filter((each) => each.type === `AWS::ApiGatewayV2::${type}`)
        .map((each) => ({ resource: each, ref: context.refOf(each), properties: context.properties(each) }))
        .filter(({ properties }) => properties.ApiId === apiId);
    const authorizers = new Map(
      parts('Authorizer').map(({ ref, properties }) => [ref, readAuthorizer(properties, context)]),
    );
    const integrations = new Map(parts('Integration').map((part) => [`integrations/${part.ref}`, part]));
    const routes = parts('Route').map(({ resource: route, properties }): Route<RouteTarget> => {
      const integration = integrations.get(String(properties.Target));
      if (integration?.properties.IntegrationType !== 'AWS_PROXY')
        throw new Error(`${route.logicalId}: only functions can be targets`);
      if (integration.properties.PayloadFormatVersion !== '2.0')
        throw new Error(`${integration.resource.logicalId}: only payload format 2.0 is known`);
      const authorizer =
        properties.AuthorizationType === 'JWT' ? authorizers.get(String(properties.AuthorizerId)) : undefined;
      if (!authorizer && (properties.AuthorizationType ?? 'NONE') !== 'NONE') {
        throw new Error(
          `${route.logicalId}: the local run does not know the authorization type ${String(properties.AuthorizationType)}`,
        );
      }
      const target: RouteTarget = {
        handler: functionNamed(String(integration.properties.IntegrationUri), context, route),
        timeoutMilliseconds: Math.min(
          longestIntegration,
          Number(integration.properties.TimeoutInMillis ?? longestIntegration),
        ),
        authorizer,
        scopes: properties.AuthorizationScopes as string[] | undefined,
      };
      return { key: String(properties.RouteKey), target };
    });
    context.apis.set(kindOf(resource), createHttpApi({ apiId, routes, cors, clock: context.clock }));
  },
};

function readAuthorizer(properties: Record<string, unknown>, context: LocalContext): JwtAuthorizer {
  const { Issuer, Audience = [] } = (properties.JwtConfiguration ?? {}) as {
    Issuer?: string;
    Audience?: string[];
  };
  if (Issuer !== context.identity.issuer)
    throw new Error(`An authorizer's issuer is not the template's user pool: ${Issuer}`);
  return { issuer: Issuer, audience: Audience, publicKeys: context.identity.publicKeys };
}
