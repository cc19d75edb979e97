import { type ErrorParams, fill } from '../../kernel/errors.ts';

/** What a deployment may say of addresses that users type, for endpoints and backends alike. */
export const defaultAddressRules = {
  /** https ports that may be called */
  ports: [443] as readonly number[],
};

/** Which addresses typed by a user may be called (`docs/rules/4-fulfilment.md`, "Delivery"). */
export type AddressPolicy = typeof defaultAddressRules & {
  /** True only in the local run: http and https to the literal loopback hosts, on any port. Other private addresses stay refused. */
  readonly allowLoopback: boolean;
};

const reasons = {
  malformed: { zh: '地址格式不正确', en: 'The address is not a well-formed URL.' },
  too_long: { zh: '地址过长，最多 2048 个字符', en: 'The address is longer than 2048 characters.' },
  not_https: { zh: '地址必须以 https:// 开头', en: 'The address must start with https://.' },
  user_info: { zh: '地址中不能带有用户名或密码', en: 'The address must not carry a user name or password.' },
  port: { zh: '不能使用该端口，只能是 {ports}', en: 'This port may not be used, only {ports}.' },
  odd_host: {
    zh: '主机名写法不规范，请使用普通域名',
    en: 'The host is written in an unusual form; use a plain domain name.',
  },
  special_name: {
    zh: '该主机名仅供内部使用，不能从公网访问',
    en: 'The host name is for internal use and not reachable publicly.',
  },
  special_address: { zh: '该地址不是公网地址', en: 'The address is not a public internet address.' },
} as const;

export type RefusalCode = keyof typeof reasons;
export type Refusal = { readonly code: RefusalCode; readonly zh: string; readonly en: string };

/** `params` are the values of the sentence's places. */
export const refusal = (code: RefusalCode, params?: ErrorParams): Refusal => ({
  code,
  zh: fill(reasons[code], 'zh', params),
  en: fill(reasons[code], 'en', params),
});
