import * as z from 'zod';
import { defineContract } from '../../kernel/contract.ts';
import { kernelErrors } from '../../kernel/errors.ts';
import { pageInput, pageOf } from '../../kernel/page.ts';
import { rule } from '../../kernel/validation.ts';
import { catalogueErrors } from '../errors.ts';
import { idInput } from '../id-input.ts';
import { apiMethods, defaultImportLimits } from '../openapi-import/api.ts';
import { defaultCatalogueRules } from '../rules.ts';
import { GroupStatus } from './api-group.ts';

const GroupId = idInput('grp');
const groupName = z.string().trim().min(1).max(defaultCatalogueRules.groupNameCharacters);
const backendUrl = z.string().trim().min(1).max(2048);
const prefixForm = /^[a-z0-9-]{3,40}$/;
// A refinement, since a pattern of zod's own does not say what is asked for; the document gets the pattern all the same.
const prefix = z
  .string()
  .max(200)
  .refine(
    (text) => prefixForm.test(text),
    rule('access_prefix', '3 到 40 个字符，只能用小写字母、数字和连字符。', '3 to 40 of a-z, 0-9 and hyphen.'),
  )
  .meta({ pattern: prefixForm.source });

export const ApiShape = z.strictObject({
  method: z.enum(apiMethods),
  pathTemplate: z.string().min(1).max(500),
  operationId: z.string().max(200).optional(),
  summary: z.string().max(defaultImportLimits.summaryLength),
  parameters: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(200),
        place: z.enum(['path', 'query', 'header', 'body']),
        required: z.boolean(),
        type: z.string().max(100).optional(),
        description: z.string().max(defaultImportLimits.descriptionLength).optional(),
        example: z.string().max(defaultImportLimits.sampleLength).optional(),
      }),
    )
    .max(defaultImportLimits.parametersPerApi),
  sampleAnswer: z.string().max(defaultImportLimits.sampleLength).optional(),
});

export const GroupView = z.object({
  groupId: z.string(),
  name: z.string(),
  backendUrl: z.string(),
  prefix: z.string(),
  status: GroupStatus,
  /** last characters of the secret shared with the backend */
  secretHint: z.string(),
  apiCount: z.int(),
  /** there are changes that the gateway does not know yet */
  dirty: z.boolean(),
  boundProductId: z.string().optional(),
  createdAt: z.iso.datetime(),
  publishedAt: z.iso.datetime().optional(),
});
/** With the secret in full, once; a repeated request is answered without it. */
const GroupWithSecret = GroupView.extend({ secret: z.string().optional() });
const GroupRow = GroupView.pick({ groupId: true, name: true, prefix: true, status: true, apiCount: true });

const texts = z.record(z.string().min(1).max(200), z.string().max(4000));
const base = '/v1/seller/api-groups';
const bodyOfDocuments = Math.round(defaultImportLimits.textBytes * 1.5);

export const apiGroupsContract = defineContract({
  createApiGroup: {
    method: 'POST',
    path: base,
    summary: { zh: '创建 API 分组', en: 'Create an API group' },
    auth: 'seller',
    idempotency: 'optional',
    input: z.strictObject({ name: groupName, backendUrl, prefix }),
    output: GroupWithSecret,
    status: 201,
    errors: [catalogueErrors.prefix_taken, kernelErrors.limit_reached],
  },
  listApiGroups: {
    method: 'GET',
    path: base,
    summary: { zh: 'API 分组列表', en: 'List own API groups' },
    auth: 'seller',
    idempotency: 'no',
    input: z.strictObject(pageInput),
    output: pageOf(GroupRow),
    errors: [],
  },
  showApiGroup: {
    method: 'GET',
    path: `${base}/{groupId}`,
    summary: { zh: '查看 API 分组', en: 'Show an API group with its APIs' },
    auth: 'seller',
    idempotency: 'no',
    input: z.strictObject({ groupId: GroupId }),
    output: GroupView.extend({ apis: z.array(ApiShape) }),
    errors: [catalogueErrors.group_not_found],
  },
  changeApiGroup: {
    method: 'PATCH',
    path: `${base}/{groupId}`,
    summary: { zh: '修改 API 分组', en: 'Change name or backend of an API group' },
    auth: 'seller',
    idempotency: 'optional',
    input: z.strictObject({ groupId: GroupId, name: groupName.optional(), backendUrl: backendUrl.optional() }),
    output: GroupView,
    errors: [catalogueErrors.group_not_found],
  },
  deleteApiGroup: {
    method: 'DELETE',
    path: `${base}/{groupId}`,
    summary: { zh: '删除未用于商品的 API 分组', en: 'Delete an API group that no product uses or has sold' },
    auth: 'seller',
    idempotency: 'optional',
    input: z.strictObject({ groupId: GroupId }),
    output: z.object({ groupId: z.string(), deleted: z.literal(true) }),
    errors: [catalogueErrors.group_not_found, catalogueErrors.group_in_use],
  },
  importApis: {
    method: 'POST',
    path: `${base}/{groupId}/imports`,
    summary: { zh: '从 OpenAPI 文档导入 API', en: 'Replace the APIs by those of an OpenAPI 3 document' },
    auth: 'seller',
    idempotency: 'optional',
    input: z.strictObject({ groupId: GroupId, document: z.string().min(1).max(defaultImportLimits.textBytes) }),
    output: GroupView.extend({ apis: z.array(ApiShape.pick({ method: true, pathTemplate: true, summary: true })) }),
    status: 201,
    errors: [catalogueErrors.group_not_found, catalogueErrors.apis_too_large, kernelErrors.limit_reached],
    maxBodyBytes: bodyOfDocuments,
  },
  saveApis: {
    method: 'PUT',
    path: `${base}/{groupId}/apis`,
    summary: { zh: '手工录入 API', en: 'Replace the APIs by typed ones' },
    auth: 'seller',
    idempotency: 'optional',
    input: z.strictObject({ groupId: GroupId, apis: z.array(ApiShape).max(defaultImportLimits.apis) }),
    output: GroupView,
    errors: [catalogueErrors.group_not_found, catalogueErrors.apis_too_large],
    maxBodyBytes: bodyOfDocuments,
  },
  publishApiGroup: {
    method: 'POST',
    path: `${base}/{groupId}/publication`,
    summary: { zh: '发布 API 分组', en: 'Publish an API group, or its later changes' },
    auth: 'seller',
    idempotency: 'optional',
    input: z.strictObject({ groupId: GroupId }),
    output: GroupView,
    status: 201,
    errors: [catalogueErrors.group_not_found, catalogueErrors.group_without_apis],
  },
  resetGroupSecret: {
    method: 'POST',
    path: `${base}/{groupId}/secret-resets`,
    summary: { zh: '重置后端签名密钥', en: 'Replace the secret shared with the backend' },
    auth: 'seller',
    idempotency: 'optional',
    input: z.strictObject({ groupId: GroupId }),
    output: GroupWithSecret,
    status: 201,
    errors: [catalogueErrors.group_not_found],
  },
  testApi: {
    method: 'POST',
    path: `${base}/{groupId}/tests`,
    summary: { zh: '测试调用 API', en: 'Call an API of the group as the gateway would' },
    auth: 'seller',
    idempotency: 'no',
    input: z.strictObject({
      groupId: GroupId,
      method: z.enum(apiMethods),
      pathTemplate: z.string().min(1).max(500),
      pathParameters: texts.default({}),
      query: texts.default({}),
      headers: texts.default({}),
      body: z.string().max(32_768).optional(),
    }),
    output: z.object({
      kind: z.enum(['answered', 'failed']),
      durationMs: z.int(),
      status: z.int().optional(),
      contentType: z.string().optional(),
      body: z.string().optional(),
      truncated: z.boolean().optional(),
      errorClass: z.string().optional(),
      detail: z.string().optional(),
    }),
    errors: [catalogueErrors.group_not_found, catalogueErrors.api_not_found, kernelErrors.limit_reached],
  },
});
