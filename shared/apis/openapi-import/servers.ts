import type { ImportProblem } from './api.ts';
import type { FoundOperation } from './find-operations.ts';
import { named } from './foreign-text.ts';
import { type Json, member } from './json.ts';
import type { Reader } from './reader.ts';

const serversMost = 20;

/** The path of a server's address without a slash at its end; variables stand with their default values. */
function basePathOf(reader: Reader, server: Json): string {
  const url = member(server, 'url');
  if (typeof url !== 'string' || url.length > 2_000) return '';
  const variables = member(server, 'variables');
  const filled = url.replace(/\{([^{}]{1,100})\}/g, (whole, name: string) => {
    const value = member(member(variables, name), 'default');
    return typeof value === 'string' && value.length <= 200 ? value : whole;
  });
  reader.step();
  const path = filled.startsWith('/') ? filled : /^[a-z]+:\/\/[^/]*(\/.*)$/i.exec(filled)?.[1];
  const base = (path ?? '').split(/[?#]/, 1)[0] ?? '';
  let end = base.length;
  while (base[end - 1] === '/') end -= 1;
  return base.slice(0, end);
}

/**
 * A warning when every server of the document has a base path and the backend's address ends with none of them: calls would then go
 * to paths that the backend does not have.
 */
export function basePathWarning(reader: Reader, backendUrl: string): ImportProblem | undefined {
  const servers = member(reader.root, 'servers');
  const paths = (Array.isArray(servers) ? servers : [])
    .slice(0, serversMost)
    .map((server) => basePathOf(reader, server));
  const [first] = paths;
  if (first === undefined || paths.some((path) => path === '' || backendUrl.endsWith(path))) return undefined;
  return {
    pointer: '/servers/0/url',
    code: 'server_base_path',
    zh: `文档的 servers 带有路径 ${named(first)}，而后端地址 ${named(backendUrl)} 没有；servers 不被使用，请确认后端地址是否需要加上该路径`,
    en: `The servers of the document have the path ${named(first)}, which the backend URL ${named(backendUrl)} lacks; servers are not used, so see whether the backend URL needs it`,
  };
}

/** A warning for an operation, or its path, that names servers of its own: its calls go to the group's backend like all others. */
export function ownServersWarning({ pathItems, operation }: FoundOperation): ImportProblem | undefined {
  const owner = [operation, ...pathItems].find(({ value }) => Array.isArray(member(value, 'servers')));
  return (
    owner && {
      pointer: `${owner.pointer}/servers`,
      code: 'own_servers',
      zh: '此处另有 servers，不被使用：调用都转发到分组的后端地址',
      en: 'There are servers of its own here, which are not used: every call goes to the backend URL of the group',
    }
  );
}
