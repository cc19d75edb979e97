import type { ErrorSpec } from '../../../shared/kernel/errors.ts';
import { gatewayCall } from '../../../shared/metering/gateway/contract.ts';
import { declared } from './headers.ts';
import { capitalized } from './inputs.ts';
import { type Problems, problemContent } from './problems/problem-schemas.ts';

const { headers, always, passed, refused } = gatewayCall;

/** These headers of the gateway as an answer declares them. */
const own = (names: readonly (keyof typeof headers)[]) =>
  Object.fromEntries(
    names.map((name) => [
      name,
      { description: `${headers[name].zh} / ${headers[name].en}`, schema: { type: 'string' } },
    ]),
  );

const anything = { '*/*': { schema: {} } };

function refusal(specs: readonly ErrorSpec[], problems: Problems) {
  const mayWait = specs.some(({ retryable, status }) => retryable && status !== 500);
  return {
    description: `${specs.map(({ code }) => `\`${code}\``).join(', ')}，或后端的应答 / or the backend's answer`,
    headers: {
      ...own([...always, ...passed, ...refused]),
      ...declared(...(mayWait ? (['RetryAfter'] as const) : [])),
    },
    content: { 'application/problem+json': problemContent(specs, problems), ...anything },
  };
}

/** The answers by status, by their names among the components. */
export function gatewayResponses(problems: Problems): Readonly<Record<string, unknown>> {
  const byStatus = Map.groupBy(gatewayCall.errors, ({ status }) => status);
  return {
    GatewayAnswer: {
      description: '后端的应答，原样返回 / what the backend answered, as it is',
      headers: own([...always, ...passed]),
      content: anything,
    },
    ...Object.fromEntries(
      [...byStatus].map(([status, specs]) => [`Gateway${status}`, refusal(specs, problems)]),
    ),
  };
}

/** Who calls: an app, by its AppCode. */
export const gatewayScheme = {
  appCode: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: '`APPCODE <AppCode>`：应用的调用凭证 / `APPCODE <AppCode>`: the credential of an app',
  },
};

const parameters = [
  {
    name: 'accessPrefix',
    in: 'path',
    required: true,
    description:
      'API 分组的访问前缀，见订购的 access / access prefix of the API group, as the entitlement says under access',
    schema: { type: 'string' },
    example: 'company-data',
  },
  {
    name: 'path',
    in: 'path',
    required: true,
    description:
      'API 的路径，可以有多段；按 UTF-8 百分号编码一次 / path of the API, which may have several segments; percent-encoded once, as UTF-8',
    schema: { type: 'string' },
    example: 'industries',
  },
  {
    name: 'X-Request-Id',
    in: 'header',
    required: false,
    description: '调用方自己的编号 / an id of the caller',
    schema: { type: 'string', pattern: '^[\\w.-]{1,128}$' },
  },
];

/** The gateway's path: every method of an API that was bought. Its address is not the API's own. */
export function gatewayPath(responses: Readonly<Record<string, unknown>>) {
  const operation = (method: string) => ({
    operationId: `call${capitalized(method.toLowerCase())}`,
    tags: ['gateway'],
    summary: `以 ${method} 调用已购的 API / Call an API that was bought with ${method}`,
    description:
      '方法、路径、查询和请求体原样转发给服务商的后端，凭证不转发；路径和方法须在已发布的 API 之中。按规格的 countingRule 计次，网关自身的错误不计次。 / Method, path, query and body go to the backend of the seller as they are, credentials do not; path and method must be those of a published API. It is counted by the countingRule of the plan; what the gateway itself refuses is not.',
    security: [{ appCode: [] }],
    ...(!['GET', 'HEAD', 'DELETE', 'OPTIONS'].includes(method) && {
      requestBody: {
        description: '由 API 定义 / as the API says',
        content: anything,
      },
    }),
    responses: Object.fromEntries(
      Object.keys(responses).map((name) => [
        name.replace('GatewayAnswer', 'default').replace('Gateway', ''),
        { $ref: `#/components/responses/${name}` },
      ]),
    ),
  });
  return {
    servers: [
      {
        url: 'https://gw.yunshi.example',
        description: '网关的地址 / address of the gateway',
      },
    ],
    parameters,
    ...Object.fromEntries(gatewayCall.methods.map((method) => [method.toLowerCase(), operation(method)])),
  };
}
