import type { CorsConfiguration } from './cors.ts';

/** The OpenAPI document that an HTTP API is made from, as far as the local run looks at it. */
export interface ApiBody {
  info?: { title?: string };
  paths?: Record<string, Record<string, unknown>>;
  components?: Record<string, Record<string, unknown> | undefined>;
  'x-amazon-apigateway-cors'?: CorsConfiguration;
}

/** What API Gateway makes of one operation. */
export interface ImportedRoute {
  /** `GET /v1/things/{id}`, `ANY /files/{proxy+}` or `$default` */
  key: string;
  integration: Integration;
  /** absent where the route is open */
  authorizer?: { issuer: string; audience: string[] };
  scopes: string[];
}

interface Integration {
  type?: string;
  uri?: string;
  payloadFormatVersion?: string;
  timeoutInMillis?: number;
}

interface Operation {
  isDefaultRoute?: boolean;
  security?: Record<string, string[]>[];
  'x-amazon-apigateway-integration'?: Integration | Reference;
}

interface Reference {
  $ref: string;
}

interface SecurityScheme {
  'x-amazon-apigateway-authorizer'?: {
    type?: string;
    identitySource?: string;
    jwtConfiguration?: { issuer?: string; audience?: string[] };
  };
}

const anyMethod = 'x-amazon-apigateway-any-method';
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', anyMethod];

/**
 * The routes that API Gateway makes from a body.
 * @throws naming the route whose integration or authorization the local run does not know
 */
export function readRoutes(body: ApiBody): ImportedRoute[] {
  return Object.entries(body.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => readRoute(body, `${method} ${path}`, operation as Operation)),
  );
}

function readRoute(body: ApiBody, place: string, operation: Operation): ImportedRoute {
  const [method = '', path] = place.split(' ');
  const key = operation.isDefaultRoute
    ? '$default'
    : `${method === anyMethod ? 'ANY' : method.toUpperCase()} ${path}`;

  const integration = resolve(body, operation['x-amazon-apigateway-integration']);
  if (integration?.type?.toLowerCase() !== 'aws_proxy')
    throw new Error(`${key}: only functions can be targets`);
  if (integration.payloadFormatVersion !== '2.0') throw new Error(`${key}: only payload format 2.0 is known`);

  const [requirement = {}, ...others] = operation.security ?? [];
  const [scheme, ...more] = Object.entries(requirement);
  if (others.length > 0 || more.length > 0) throw new Error(`${key}: only one security scheme is known`);
  if (!scheme) return { key, integration, scopes: [] };
  const [name, scopes] = scheme;
  return { key, integration, authorizer: readAuthorizer(body, key, name), scopes };
}

function readAuthorizer({ components }: ApiBody, key: string, name: string) {
  const scheme = components?.securitySchemes?.[name] as SecurityScheme | undefined;
  const { type, identitySource, jwtConfiguration } = scheme?.['x-amazon-apigateway-authorizer'] ?? {};
  const { issuer, audience = [] } = jwtConfiguration ?? {};
  if (type !== 'jwt' || identitySource !== '$request.header.Authorization' || !issuer)
    throw new Error(`${key}: the local run knows JWT authorizers that read the Authorization header only`);
  return { issuer, audience };
}

/** What stands in the operation, or among the components that it refers to. */
function resolve({ components }: ApiBody, integration: Integration | Reference | undefined) {
  if (!integration || !('$ref' in integration)) return integration;
  const [, room = '', name = ''] = /^#\/components\/([^/]+)\/([^/]+)$/.exec(integration.$ref) ?? [];
  return components?.[room]?.[name] as Integration | undefined;
}
