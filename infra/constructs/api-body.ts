import { Aws } from 'aws-cdk-lib';

/** Pages that may call an API, and what browsers may send and read. */
export type PageAccess = {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly maxAge: number;
};

/** Who signs the callers' tokens, and for which clients. */
export type Tokens = { readonly issuer: string; readonly clientIds: readonly string[] };

export type ApiRoute = {
  /** `GET /v1/orders/{orderId}`, `ANY /gw/{proxy+}` or `$default` */
  readonly key: string;
  /** name of one of the integrations */
  readonly integration: string;
  /** why the route asks for no token; without a reason it asks for one */
  readonly openBecause?: string;
};

/** A function behind an API. */
export type ApiIntegration = { readonly functionArn: string; readonly timeoutMilliseconds: number };

export type ApiParts = {
  readonly title: string;
  readonly routes: readonly ApiRoute[];
  readonly integrations: ReadonlyMap<string, ApiIntegration>;
  readonly tokens?: Tokens;
  readonly pages?: PageAccess;
  /** the only address of the API; without one it has the address that API Gateway makes up */
  readonly domainName?: string;
  readonly tags: Readonly<Record<string, string>>;
};

const integrations = 'x-amazon-apigateway-integrations';

/** The name of the one authorizer. */
const people = 'people';

/**
 * An HTTP API as the one document that API Gateway imports: name, addresses, pages and tags too, because CloudFormation refuses an API that
 * has a body and says any of these beside it.
 */
export const apiBody = ({ title, routes, tokens, pages, domainName, tags, ...parts }: ApiParts) => ({
  openapi: '3.0.1',
  info: { title, version: '1.0' },
  ...(domainName && {
    // One address only, so that nobody comes to rely on the one that does not last.
    servers: [
      {
        url: `https://${domainName}`,
        'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: true },
      },
    ],
  }),
  tags: Object.entries(tags).map(([name, value]) => ({ name, 'x-amazon-apigateway-tag-value': value })),
  ...(pages && { 'x-amazon-apigateway-cors': pages }),
  paths: pathsOf(routes),
  components: {
    ...(tokens && { securitySchemes: { [people]: authorizer(tokens) } }),
    [integrations]: Object.fromEntries(
      [...parts.integrations].map(([name, integration]) => [name, toFunction(integration)]),
    ),
  },
});

function pathsOf(routes: readonly ApiRoute[]): Record<string, Record<string, unknown>> {
  const byPath = Map.groupBy(routes, ({ key }) => key.split(' ')[1] ?? '/$default');
  return Object.fromEntries(
    [...byPath].map(([path, own]) => {
      const parameters = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string' },
      }));
      const operations = Object.fromEntries(own.map((route) => [methodOf(route), operationOf(route)]));
      return [path, { ...operations, ...(parameters.length > 0 && { parameters }) }];
    }),
  );
}

function methodOf({ key }: ApiRoute): string {
  const [method = ''] = key.split(' ');
  return method === 'ANY' || key === '$default' ? 'x-amazon-apigateway-any-method' : method.toLowerCase();
}

const operationOf = ({ key, integration, openBecause }: ApiRoute) => ({
  ...(openBecause ? { description: `Open on purpose: ${openBecause}` } : { security: [{ [people]: [] }] }),
  ...(key === '$default' && { isDefaultRoute: true }),
  responses: { default: { description: 'What the function answers' } },
  'x-amazon-apigateway-integration': { $ref: `#/components/${integrations}/${integration}` },
});

const authorizer = ({ issuer, clientIds }: Tokens) => ({
  type: 'oauth2',
  'x-amazon-apigateway-authorizer': {
    type: 'jwt',
    identitySource: '$request.header.Authorization',
    jwtConfiguration: { issuer, audience: clientIds },
  },
});

const toFunction = ({ functionArn, timeoutMilliseconds }: ApiIntegration) => ({
  type: 'aws_proxy',
  httpMethod: 'POST',
  uri: `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
  payloadFormatVersion: '2.0',
  timeoutInMillis: timeoutMilliseconds,
});
