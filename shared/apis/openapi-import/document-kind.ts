import { type ImportProblem, problemAt } from './api.ts';
import { named } from './foreign-text.ts';
import { isObject, type JsonObject, member } from './json.ts';

const supported = { zh: '可以导入 OpenAPI 3.0 和 3.1', en: 'OpenAPI 3.0 and 3.1 can be imported' };

/** Other kinds of documents that people take for an OpenAPI document: how to tell them, and what they are. */
const others: readonly {
  readonly is: (root: JsonObject) => boolean;
  readonly pointer: string;
  readonly name: (root: JsonObject) => string;
}[] = [
  {
    is: (root) => member(root, 'swagger') !== undefined,
    pointer: '/swagger',
    name: (root) => `Swagger ${said(root, 'swagger')}`,
  },
  {
    is: (root) => member(root, 'asyncapi') !== undefined,
    pointer: '/asyncapi',
    name: (root) => `AsyncAPI ${said(root, 'asyncapi')}`,
  },
  {
    is: ({ info }) =>
      member(info, '_postman_id') !== undefined ||
      /getpostman\.com/.test(said({ info: info ?? null }, 'info', 'schema')),
    pointer: '/info',
    name: () => 'Postman Collection',
  },
];

/** A member as it is written, to be named in a sentence. */
const said = (root: JsonObject, ...path: string[]): string => {
  let value: unknown = root;
  for (const key of path) value = member(value, key);
  return named(typeof value === 'string' || typeof value === 'number' ? String(value) : '');
};

function versionProblem(root: JsonObject): ImportProblem | undefined {
  const version = member(root, 'openapi');
  if (typeof version === 'string' && /^3\.[01](\.\d+)?$/.test(version.trim())) return undefined;
  if (version === 3 || version === 3.1) return undefined;
  const other = others.find(({ is }) => is(root));
  const found = other?.name(root) ?? (version === undefined ? undefined : `OpenAPI ${said(root, 'openapi')}`);
  if (found === undefined)
    return problemAt(
      '/openapi',
      'openapi_version',
      `文档没有写明版本（如 openapi: 3.0.3）；${supported.zh}`,
      `The document does not say its version (as in openapi: 3.0.3); ${supported.en}`,
    );
  return problemAt(
    other?.pointer ?? '/openapi',
    'openapi_version',
    `这是 ${found} 文档，请先转换；${supported.zh}`,
    `This is a document of ${found}; convert it first: ${supported.en}`,
  );
}

/** Why a document cannot be imported at all: another kind or version, or one that describes no calls. */
export function documentProblem(root: JsonObject): ImportProblem | undefined {
  const wrongVersion = versionProblem(root);
  if (wrongVersion) return wrongVersion;
  const paths = member(root, 'paths');
  if (isObject(paths) && Object.keys(paths).some((key) => !key.startsWith('x-'))) return undefined;
  if (isObject(member(root, 'webhooks')))
    return problemAt(
      '/webhooks',
      'webhooks_only',
      '文档只有 webhooks，没有 paths：webhooks 是您的系统发出的调用，用户不能调用',
      'The document has webhooks only and no paths: webhooks are calls that your system makes, not ones that buyers can make',
    );
  return isObject(paths)
    ? problemAt(
        '/paths',
        'no_operations',
        '文档的 paths 是空的，没有任何操作',
        'The paths of the document are empty: there is no operation',
      )
    : problemAt(
        '/paths',
        'paths_missing',
        '文档没有 paths（或者它不是对象），因此没有可以导入的操作',
        'The document has no paths, or they are no object: there is no operation to import',
      );
}
