import { contracts } from '../../../shared/contracts.ts';
import { type Contract, inputInQuery, itemOf, type Operation } from '../../../shared/kernel/contract.ts';
import type { Text } from '../../../shared/kernel/errors.ts';
import { components } from './components.ts';
import { introduction } from './introduction.ts';
import { responsesOf, SharedResponses } from './responses.ts';
import { fieldsOf, splitInput } from './schemas.ts';

const tags: Record<keyof typeof contracts, Text> = {
  meta: { zh: '接口文档', en: 'This document' },
  identity: { zh: '实名认证', en: 'Real-name verification' },
  history: { zh: '历史与留痕', en: 'History' },
  cases: { zh: '待办与审核', en: 'What waits for an operator' },
  sellers: { zh: '入驻、店铺与服务商资料', en: 'Admission, store and seller data' },
  messages: { zh: '站内消息', en: 'Inbox' },
  uploads: { zh: '文件上传', en: 'Files' },
  billing: { zh: '账户、保证金与支付', en: 'Wallet, deposit and payments' },
  'api-groups': { zh: 'API 分组', en: 'API groups' },
  catalogue: { zh: '商品发布与审核', en: 'Products and their review' },
  shelf: { zh: '商品浏览与搜索', en: 'Browsing and search' },
  orders: { zh: '订单与订购', en: 'Orders and entitlements' },
  fulfilment: { zh: '应用凭证与通知', en: 'Fulfilment endpoints and notifications' },
  metering: { zh: 'API 应用与用量', en: 'API applications and usage' },
};

const callers = {
  public: { zh: '任何人可调用。', en: 'Anybody may call it.' },
  user: { zh: '登录用户可调用。', en: 'Anybody signed in may call it.' },
  buyer: { zh: '登录用户（运营人员除外）可调用。', en: 'Anybody signed in but operators may call it.' },
  seller: { zh: '已入驻的服务商可调用。', en: 'Admitted sellers may call it.' },
  operator: { zh: '运营人员可调用。', en: 'Operators may call it.' },
} as const satisfies Record<Operation['auth'], Text>;

function parametersOf(operation: Operation) {
  const { path, rest } = splitInput(operation);
  const query = inputInQuery(operation) ? fieldsOf(rest) : [];
  return [
    ...path.map(({ name, schema }) => ({ name, in: 'path', required: true, schema })),
    ...query.map(({ name, schema, required }) => ({ name, in: 'query', required, schema })),
    ...(operation.idempotency === 'optional' ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    ...(operation.idempotency === 'required'
      ? [{ $ref: '#/components/parameters/RequiredIdempotencyKey' }]
      : []),
    ...(operation.locks ? [{ $ref: '#/components/parameters/IfMatch' }] : []),
    { $ref: '#/components/parameters/AcceptLanguage' },
  ];
}

/** The operations beside this one, and the answers that all share. */
type Surroundings = { readonly contract: Contract; readonly shared: SharedResponses };

function operationObject(
  operationId: string,
  tag: string,
  operation: Operation,
  { contract, shared }: Surroundings,
) {
  const { rest } = splitInput(operation);
  const hasBody = !inputInQuery(operation) && fieldsOf(rest).length > 0;
  const { zh, en } = operation.summary;
  return {
    operationId,
    tags: [tag],
    summary: `${zh} / ${en}`,
    description: `${callers[operation.auth].zh} ${callers[operation.auth].en}`,
    security: operation.auth === 'public' ? [] : [{ person: [] }],
    parameters: parametersOf(operation),
    ...(hasBody && {
      requestBody: {
        required: fieldsOf(rest).some(({ required }) => required),
        content: { 'application/json': { schema: rest } },
      },
    }),
    responses: responsesOf(operation, shared, itemOf(contract, operation)?.id),
  };
}

/** The OpenAPI 3.1 document of the whole public API, out of the contracts alone. */
export function openApiDocument() {
  const paths: Record<string, Record<string, unknown>> = {};
  const shared = new SharedResponses();
  for (const [tag, contract] of Object.entries<Contract>(contracts)) {
    for (const [name, operation] of Object.entries(contract)) {
      const path = paths[operation.path] ?? {};
      path[operation.method.toLowerCase()] = operationObject(name, tag, operation, { contract, shared });
      paths[operation.path] = path;
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '云市 Yunshi',
      version: '1.0.0',
      description: introduction,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    // The API itself names the address at which it was asked (`functions/http/meta.ts`).
    servers: [{ url: 'https://api.yunshi.example', description: '部署地址 / address of the deployment' }],
    tags: Object.entries(tags).map(([name, { zh, en }]) => ({
      name,
      'x-displayName': `${zh} / ${en}`,
      description: `${zh} / ${en}`,
    })),
    paths,
    components: { ...components, responses: { ...components.responses, ...shared.components } },
  };
}
