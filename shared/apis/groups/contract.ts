import * as z from 'zod';
import { defineContract } from '../../kernel/contract.ts';
import { kernelErrors } from '../../kernel/errors.ts';
import { idInput } from '../../kernel/id-input.ts';
import { listInput, pageOf, searchText } from '../../kernel/page.ts';
import { shownLine, shownLines } from '../../kernel/text/shown-text.ts';
import { rule } from '../../kernel/validation.ts';
import { errorClasses } from '../../outside/seller-endpoint/classify-failure.ts';
import { apiErrors } from '../errors.ts';
import { apiMethods, defaultImportLimits, mediaTypeForm, parameterPlaces } from '../openapi-import/api.ts';
import { documentTooLarge, isTooLarge } from '../openapi-import/document-size.ts';
import { defaultApiRules } from '../rules.ts';
import { GroupStatus } from './api-group.ts';
import { prefixForm } from './prefix-form.ts';

const GroupId = idInput('grp');
const groupName = shownLine(1, defaultApiRules.groupNameCharacters);
const backendUrl = z.string().trim().min(1).max(2048);
// A refinement, since a pattern of zod's own does not say what is asked for; the document gets the pattern all the same.
const prefix = z
  .string()
  .max(200)
  .refine(
    (text) => prefixForm.test(text),
    rule(
      'access_prefix',
      '3 到 40 个字符，只能用小写字母、数字和连字符。',
      '3 to 40 of a-z, 0-9 and hyphen.',
    ),
  )
  .meta({ pattern: prefixForm.source });

export const ParameterShape = z.strictObject({
  name: z.string().min(1).max(200),
  place: z.enum(parameterPlaces),
  required: z.boolean(),
  type: z.string().max(100).optional(),
  description: z.string().max(defaultImportLimits.descriptionLength).optional(),
  example: z.string().max(defaultImportLimits.sampleLength).optional(),
});

export const ApiShape = z.strictObject({
  method: z.enum(apiMethods),
  pathTemplate: z.string().min(1).max(500),
  operationId: z.string().min(1).max(200).optional(),
  summary: z.string().max(defaultImportLimits.summaryLength),
  parameters: z.array(ParameterShape).max(defaultImportLimits.parametersPerApi),
  /** the request body as a whole; its fields are parameters with the place `form` or `body` */
  body: z
    .strictObject({
      type: z
        .string()
        .max(defaultImportLimits.mediaTypeLength)
        .refine(
          (type) => mediaTypeForm.test(type),
          rule(
            'media_type',
            '应为媒体类型，如 application/json。',
            'Must be a media type, such as application/json.',
          ),
        )
        .meta({ pattern: mediaTypeForm.source }),
      required: z.boolean(),
      description: z.string().max(defaultImportLimits.descriptionLength).optional(),
      example: z.string().max(defaultImportLimits.sampleLength).optional(),
    })
    .optional(),
  sampleAnswer: z.string().max(defaultImportLimits.sampleLength).optional(),
});

/** As a person types it: what buyers read of it holds nothing that they would not see. */
export const TypedApi = ApiShape.extend({
  summary: shownLine(0, defaultImportLimits.summaryLength),
  parameters: z
    .array(
      ParameterShape.extend({ description: shownLines(0, defaultImportLimits.descriptionLength).optional() }),
    )
    .max(defaultImportLimits.parametersPerApi),
});

export const ImportRemark = z.object({ pointer: z.string(), code: z.string(), detail: z.string() });
/** What became of a document. Of long lists the first 50 are named; the numbers are complete. */
const ImportReport = z.object({
  /** what the group holds now; left out where a request is repeated */
  apis: z.array(ApiShape.pick({ method: true, pathTemplate: true, summary: true })).optional(),
  /** each reason for which an operation was not imported */
  skipped: z.array(ImportRemark.extend({ pathTemplate: z.string(), method: z.enum(apiMethods).optional() })),
  skippedCount: z.int(),
  /** what was imported, but may not be what is meant */
  warnings: z.array(ImportRemark),
  warningCount: z.int(),
  /** what the group held before and no longer does */
  removed: z.array(ApiShape.pick({ method: true, pathTemplate: true })),
  removedCount: z.int(),
});

export const GroupView = z.object({
  groupId: z.string(),
  /** what the next save names */
  version: z.int(),
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
export const GroupWithSecret = GroupView.extend({ secret: z.string().optional() });
export const GroupRow = GroupView.pick({
  ...{ groupId: true, name: true, prefix: true, status: true, apiCount: true, createdAt: true },
});

export const GroupWithApis = GroupView.extend({ apis: z.array(ApiShape) });
export const ImportedGroup = GroupView.extend(ImportReport.shape);
export const DeletedGroup = z.object({ groupId: z.string(), deleted: z.literal(true) });

/** What a test call came to. */
export const TestResult = z.object({
  kind: z.enum(['answered', 'failed']),
  durationMs: z.int(),
  httpStatus: z.int().optional(),
  contentType: z.string().optional(),
  body: z.string().optional(),
  truncated: z.boolean().optional(),
  errorClass: z.enum(errorClasses).optional(),
  detail: z.string().optional(),
  /** what a test cannot show of calls through the gateway */
  warnings: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
});

const texts = z.record(z.string().min(1).max(200), z.string().max(4000));
const base = '/v1/seller/api-groups';
// JSON writes some characters of a document as several; whatever it does to one of the full size, the document's own limit is told.
const bodyOfDocuments = defaultImportLimits.textBytes * 3;
const { pointer: _document, ...tooLarge } = documentTooLarge();
const document = z
  .string()
  .min(1)
  .refine((text) => !isTooLarge(text), rule(tooLarge.code, tooLarge.zh, tooLarge.en))
  .meta({ maxLength: defaultImportLimits.textBytes });

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
    errors: [apiErrors.prefix_taken, kernelErrors.limit_reached],
  },
  listApiGroups: {
    method: 'GET',
    path: base,
    summary: { zh: 'API 分组列表', en: 'List own API groups' },
    auth: 'seller',
    idempotency: 'no',
    /** `q`: in its name and prefix */
    input: listInput({ status: GroupStatus.optional(), q: searchText }),
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
    output: GroupWithApis,
    errors: [apiErrors.group_not_found],
  },
  changeApiGroup: {
    method: 'PATCH',
    path: `${base}/{groupId}`,
    summary: { zh: '修改 API 分组', en: 'Change name or backend of an API group' },
    auth: 'seller',
    idempotency: 'optional',
    locks: 'required',
    input: z.strictObject({
      groupId: GroupId,
      name: groupName.optional(),
      backendUrl: backendUrl.optional(),
    }),
    output: GroupView,
    errors: [apiErrors.group_not_found],
  },
  deleteApiGroup: {
    method: 'DELETE',
    path: `${base}/{groupId}`,
    summary: { zh: '删除未用于商品的 API 分组', en: 'Delete an API group that no product uses or has sold' },
    auth: 'seller',
    idempotency: 'optional',
    locks: 'required',
    input: z.strictObject({ groupId: GroupId }),
    output: DeletedGroup,
    errors: [apiErrors.group_not_found, apiErrors.group_in_use],
  },
  importApis: {
    method: 'POST',
    path: `${base}/{groupId}/imports`,
    summary: { zh: '从 OpenAPI 文档导入 API', en: 'Replace the APIs by those of an OpenAPI 3 document' },
    auth: 'seller',
    idempotency: 'optional',
    locks: 'required',
    input: z.strictObject({ groupId: GroupId, document }),
    output: ImportedGroup,
    status: 201,
    errors: [apiErrors.group_not_found, apiErrors.apis_too_large, kernelErrors.limit_reached],
    maxBodyBytes: bodyOfDocuments,
  },
  saveApis: {
    method: 'PUT',
    path: `${base}/{groupId}/apis`,
    summary: { zh: '手工录入 API', en: 'Replace the APIs by typed ones' },
    auth: 'seller',
    idempotency: 'optional',
    locks: 'required',
    input: z.strictObject({ groupId: GroupId, apis: z.array(TypedApi).max(defaultImportLimits.apis) }),
    output: GroupView,
    errors: [apiErrors.group_not_found, apiErrors.apis_too_large],
    maxBodyBytes: bodyOfDocuments,
  },
  publishApiGroup: {
    method: 'POST',
    path: `${base}/{groupId}/publications`,
    summary: { zh: '发布 API 分组', en: 'Publish an API group, or its later changes' },
    auth: 'seller',
    idempotency: 'optional',
    input: z.strictObject({ groupId: GroupId }),
    output: GroupView,
    status: 201,
    errors: [apiErrors.group_not_found, apiErrors.group_without_apis, apiErrors.group_relied_on],
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
    errors: [apiErrors.group_not_found],
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
      /** fields of the form that the API takes, instead of a body */
      form: texts.default({}),
    }),
    output: TestResult,
    errors: [apiErrors.group_not_found, apiErrors.api_not_found, kernelErrors.limit_reached],
  },
});
