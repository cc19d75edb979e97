import { defineErrors } from '../kernel/errors.ts';

export const meteringErrors = defineErrors('metering', {
  app_not_found: { status: 404, zh: '找不到该应用。', en: 'There is no such app.' },
  usage_not_found: { status: 404, zh: '该订购没有用量记录。', en: 'This entitlement has no usage.' },
});

/** What the gateway itself answers with; `X-Ca-Error-Code` is the row's name. None of these calls is counted. */
export const gatewayErrors = defineErrors('gateway', {
  malformed_url: {
    status: 400,
    zh: '路径或查询字符串中有不能传递的字符：请使用一次 UTF-8 百分号编码，路径中不能有 %3F，查询中不能有未编码的 \\ 和 #。',
    en: 'Malformed Url: percent-encode path and query once, as UTF-8; no %3F in the path, no raw backslash or # in the query',
  },
  url_too_long: {
    status: 400,
    zh: '地址过长：转发到后端的地址（不含查询字符串）最多 {max} 个字符。',
    en: 'Url too long: without its query, the URL at the backend may have at most {max} characters',
  },
  malformed_body: {
    status: 400,
    zh: '请求体在途中已损坏：文本须为 UTF-8 且不含 U+FFFD，其他编码或压缩的内容请使用 application/octet-stream 等二进制类型。',
    en: 'Malformed Body: text must be UTF-8 without U+FFFD; send other bytes with a binary Content-Type such as application/octet-stream',
  },
  bad_credential: { status: 401, zh: 'AppCode 无效。', en: 'Invalid AppCode' },
  too_many_wrong_codes: {
    status: 429,
    retryable: true,
    zh: '来自该地址的错误 AppCode 过多，请稍后重试。',
    en: 'Too many wrong AppCodes from this address',
  },
  no_entitlement: { status: 403, zh: '没有订购该 API，或订购已到期。', en: 'Unauthorized' },
  quota_exhausted: { status: 403, zh: '调用次数已用完。', en: 'Quota Exhausted' },
  unknown_api: { status: 404, zh: '没有这个 API。', en: 'Invalid Url' },
  too_large: { status: 413, zh: '请求体过大。', en: 'Request body is too large' },
  backend_busy: {
    status: 503,
    retryable: true,
    zh: '后端服务响应较慢，正在处理的调用已达上限，请稍后重试。',
    en: 'Backend service is slow and has all the calls under way that it may have',
  },
  internal: {
    status: 500,
    retryable: true,
    zh: '网关内部错误，调用没有转发，请稍后重试。',
    en: 'Internal error of the gateway; the call was not forwarded',
  },
  outcome_unknown: {
    status: 500,
    zh: '网关内部错误，调用可能已由后端处理，其应答未能返回。',
    en: 'Internal error of the gateway; the backend may have handled the call, and its answer is lost',
  },
  backend_failed: {
    status: 502,
    retryable: true,
    zh: '后端服务无法访问。',
    en: 'Backend service cannot be reached',
  },
  bad_answer: {
    status: 502,
    zh: '后端服务的应答不是有效的 HTTP。',
    en: 'Backend service answered no valid HTTP',
  },
  answer_too_large: {
    status: 502,
    zh: '后端服务的应答过大：正文最多 4 MiB，响应头最多 16 KB。',
    en: 'Answer is too large: at most 4 MiB of body and 16 KB of headers',
  },
  backend_timeout: { status: 504, retryable: true, zh: '后端服务超时。', en: 'Backend service timed out' },
});
