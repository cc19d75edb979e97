import * as z from 'zod';
import type { Language, Text } from '../../kernel/errors.ts';

/** How a notification failed, as its event tells it. */
export const failureFields = {
  attempts: z.int(),
  lastErrorClass: z.string().optional(),
  lastStatus: z.int().optional(),
};

/** What went wrong with an attempt, for people who do not know the classes of errors. */
const words: Readonly<Record<string, Text>> = {
  refused_address: { zh: '接口地址不允许访问', en: 'the address may not be called' },
  dns: { zh: '域名无法解析', en: 'the host name is not known' },
  connect: { zh: '无法连接', en: 'no connection' },
  tls: { zh: 'TLS 握手失败', en: 'TLS failed' },
  timeout: { zh: '超时未应答', en: 'no answer in time' },
  reset: { zh: '连接中断', en: 'the connection broke' },
  protocol: { zh: '应答不符合 HTTP 规范', en: 'the answer was not HTTP' },
  redirect: { zh: '应答了重定向', en: 'it answered with a redirect' },
  rate_limited: { zh: '请求过于频繁', en: 'it answered that there were too many requests' },
  client_error: { zh: '应答了请求错误', en: 'it answered that the request was wrong' },
  server_error: { zh: '应答了服务器错误', en: 'it answered with an error of its own' },
  bad_answer: { zh: '应答无法识别', en: 'its answer could not be read' },
  rejected: { zh: '明确拒绝', en: 'it said no for good' },
};

type Failure = { readonly lastErrorClass?: string; readonly lastStatus?: number };

/** The last error in words, with the HTTP status if there was one. */
export function causeIn(language: Language, { lastErrorClass, lastStatus }: Failure): string {
  const known =
    lastErrorClass === undefined ? { zh: '未在期限内完成', en: 'not done in time' } : words[lastErrorClass];
  const cause = known?.[language] ?? lastErrorClass ?? '';
  if (lastStatus === undefined) return cause;
  return language === 'zh' ? `${cause}（HTTP ${lastStatus}）` : `${cause} (HTTP ${lastStatus})`;
}
