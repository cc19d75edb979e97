import { type Api, apiMethods, defaultImportLimits, type ImportLimits, type ImportProblem, pointerStep } from './api.ts';
import { isObject, type JsonObject, member, parseDocument } from './parse-document.ts';
import { follow, type Reader, readOperation } from './read-operation.ts';
import { type PlacedApi, validateApis } from './validate-apis.ts';

export type ImportResult = { ok: true; title: string; servers: string[]; apis: Api[] } | { ok: false; problems: ImportProblem[] };

const addProblem = (reader: Reader, pointer: string, code: string, zh: string, en: string) =>
  reader.problems.push({ pointer, code, zh, en });

function checkVersion(reader: Reader): void {
  const version = member(reader.root, 'openapi');
  if (typeof version === 'string' && /^3\.[01](\.\d+)?$/.test(version)) return;
  if (typeof version === 'number' && (version === 3 || version === 3.1)) return;
  const isSwagger = member(reader.root, 'swagger') !== undefined;
  addProblem(
    reader,
    isSwagger ? '/swagger' : '/openapi',
    'openapi_version',
    isSwagger ? '这是 Swagger 2.0 文档，请先转换为 OpenAPI 3' : '仅支持 OpenAPI 3.0 和 3.1',
    isSwagger ? 'This is a Swagger 2.0 document, please convert it to OpenAPI 3 first' : 'OpenAPI 3.0 and 3.1 can be imported',
  );
}

function readPaths(reader: Reader): PlacedApi[] {
  const paths = member(reader.root, 'paths');
  if (!isObject(paths)) {
    addProblem(reader, '/paths', 'paths_missing', '文档缺少 paths', 'The document has no paths');
    return [];
  }
  const placed: PlacedApi[] = [];
  for (const [pathTemplate, value] of Object.entries(paths)) {
    if (pathTemplate.startsWith('x-')) continue;
    const pathPointer = `/paths${pointerStep(pathTemplate)}`;
    const pathItem = follow(reader, { value, pointer: pathPointer });
    if (!pathItem) continue;
    for (const method of apiMethods) {
      const operation = member(pathItem.value, method.toLowerCase());
      if (operation === undefined) continue;
      const pointer = `${pathItem.pointer}/${method.toLowerCase()}`;
      if (!isObject(operation)) addProblem(reader, pointer, 'operation_form', '操作应为对象', 'An operation is an object');
      else if (placed.length > reader.limits.apis) return placed;
      else {
        placed.push({ api: readOperation(reader, method, pathTemplate, pathItem, { value: operation, pointer }), pointer, pathPointer });
      }
    }
  }
  return placed;
}

/** Two operations with the same id cannot be told apart in figures and documentation. */
function checkOperationIds(reader: Reader, placed: readonly PlacedApi[]): void {
  const seen = new Set<string>();
  for (const { api, pointer } of placed) {
    if (api.operationId === undefined) continue;
    if (seen.has(api.operationId)) {
      addProblem(
        reader,
        `${pointer}/operationId`,
        'duplicate_operation_id',
        `operationId ${api.operationId} 重复`,
        `The operationId ${api.operationId} is used twice`,
      );
    }
    seen.add(api.operationId);
  }
}

const serversOf = (root: JsonObject): string[] => {
  const servers = member(root, 'servers');
  const urls = Array.isArray(servers) ? servers.map((server) => member(server, 'url')) : [];
  return urls.filter((url): url is string => typeof url === 'string' && url.length <= 2_000).slice(0, 20);
};

/**
 * Reads the APIs out of an OpenAPI 3.0 or 3.1 document (JSON or YAML). All problems are told together, each with a JSON pointer into
 * the document; nothing is imported when there is one. Never opens a network address. (`spec/5-api-calls.md`, "API groups")
 */
export function importOpenApi(text: string, limits: ImportLimits = defaultImportLimits): ImportResult {
  const parsed = parseDocument(text, limits);
  if ('problem' in parsed) return { ok: false, problems: [parsed.problem] };
  const reader: Reader = { root: parsed.document, limits, problems: [] };
  checkVersion(reader);
  if (reader.problems.length > 0) return { ok: false, problems: reader.problems };
  const placed = readPaths(reader);
  checkOperationIds(reader, placed);
  reader.problems.push(...validateApis(placed, limits));
  if (placed.length === 0 && reader.problems.length === 0) {
    addProblem(reader, '/paths', 'no_operations', '文档中没有任何操作', 'The document has no operation');
  }
  if (reader.problems.length > 0) return { ok: false, problems: reader.problems.slice(0, limits.problems) };
  const title = member(member(reader.root, 'info'), 'title');
  return {
    ok: true,
    title: typeof title === 'string' ? title.slice(0, 200) : '',
    servers: serversOf(reader.root),
    apis: placed.map(({ api }) => api),
  };
}
