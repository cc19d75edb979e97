import { defineErrors } from '../kernel/errors.ts';

export const apiErrors = defineErrors('apis', {
  group_not_found: { status: 404, zh: '找不到该 API 分组。', en: 'There is no such API group.' },
  prefix_taken: {
    status: 409,
    zh: '访问前缀 {prefix} 已被使用，请换一个。',
    en: 'The access prefix {prefix} is taken; choose another.',
  },
  group_without_apis: {
    status: 409,
    zh: 'API 分组中还没有 API，不能发布。',
    en: 'The API group has no API yet and cannot be published.',
  },
  group_relied_on: {
    status: 409,
    zh: '商品“{product}”{status}，审核过的后端地址和 API 不能直接更换：{change}。新增 API、修改说明和示例可以发布；如需更换，请先将商品下架（审核中的请先撤回或等待审核结果），发布后重新提交审核。',
    en: 'The product “{product}” is {status}: the backend and the APIs that were reviewed cannot be changed directly ({change}). New APIs, texts and samples can be published. For more, take the product off sale (or withdraw it from review), publish, and submit it for review again.',
  },
  apis_too_large: {
    status: 422,
    zh: 'API 说明的总量超过 {most}，请缩短示例和说明，或拆分为多个分组。',
    en: 'The APIs are larger than {most} together; shorten samples and descriptions, or use several groups.',
  },
  not_documented: {
    status: 404,
    zh: '找不到该规格或订购，或者它不包含 API。',
    en: 'There is no such plan or entitlement, or it gives access to no APIs.',
  },
  api_not_found: { status: 404, zh: '分组中没有这个 API。', en: 'The group has no such API.' },
  group_in_use: {
    status: 409,
    zh: '该 API 分组已用于商品，不能删除。',
    en: 'A product uses or has sold this API group, so it cannot be deleted.',
  },
});
