import type { Limit } from '../kernel/limits.ts';
import { defaultImportLimits } from './openapi-import/api.ts';

/** Every figure of API groups (`docs/rules/5-api-calls.md`, "API groups"). */
export const defaultApiRules = {
  groupNameCharacters: 50,
  /** of a group's APIs as `bytesInAnswer` counts them */
  apisBytesMost: defaultImportLimits.apisBytes,
  packedApisBytesMost: 300_000,
  testTimeoutMs: 10_000,
  /** what one person may make or do in a while */
  limits: {
    groups: { name: 'api_groups', per: 'day', most: 20, zh: '新建的 API 分组数', en: 'new API groups' },
    tests: { name: 'api_tests', per: 'minute', most: 30, zh: 'API 测试调用次数', en: 'test calls of APIs' },
    imports: {
      name: 'api_imports',
      per: 'minute',
      most: 20,
      zh: '导入 OpenAPI 文档的次数',
      en: 'imports of OpenAPI documents',
    },
  } satisfies Record<string, Limit> as Record<'groups' | 'tests' | 'imports', Limit>,
};
export type ApiRules = typeof defaultApiRules;
