import { defineErrors } from '../kernel/errors.ts';

export const meteringErrors = defineErrors('metering', {
  app_not_found: { status: 404, zh: '找不到该应用。', en: 'There is no such app.' },
  usage_not_found: { status: 404, zh: '该实例没有用量记录。', en: 'This entitlement has no usage.' },
});

/** What the gateway itself answers with; `X-Ca-Error-Code` is the row's name. None of these calls is counted. */
export const gatewayErrors = defineErrors('gateway', {
  bad_credential: { status: 401, zh: 'AppCode 无效。', en: 'Invalid AppCode' },
  no_entitlement: { status: 403, zh: '没有订购该 API，或订购已到期。', en: 'Unauthorized' },
  quota_exhausted: { status: 403, zh: '调用次数已用完。', en: 'Quota Exhausted' },
  unknown_api: { status: 404, zh: '没有这个 API。', en: 'Invalid Url' },
  too_large: { status: 413, zh: '请求体过大。', en: 'Request body is too large' },
  backend_failed: { status: 502, retryable: true, zh: '后端服务无法访问。', en: 'Backend service cannot be reached' },
  backend_timeout: { status: 504, retryable: true, zh: '后端服务超时。', en: 'Backend service timed out' },
});
