/** The id of the request in every example of an error. */
export const requestIdExample = 'Kx3dRmade-up=';

/** Headers of answers, by their names among the components. */
export const headers = {
  RequestId: {
    description:
      "本次请求的编号，与错误的 instance、由此产生的通知的 X-Request-Id 一致。 / Id of this request: the one in a problem's instance and in X-Request-Id of the notifications that it leads to.",
    schema: { type: 'string' },
    example: requestIdExample,
  },
  IdempotencyReplayed: {
    description:
      '重复请求得到的是首次的应答，成功与保留的拒绝皆然。 / The request was a repeat, and this is the first answer again, a success or a refusal that was kept.',
    schema: { type: 'string', const: 'true' },
  },
  ETag: {
    description:
      '所答内容的版本，保存、删除或撤回时以 If-Match 或 version 带上。 / Version of what is answered; a save, a deletion or a withdrawal names it as If-Match or as version.',
    schema: { type: 'string', pattern: '^"[0-9]+"$' },
  },
  Location: {
    description: '新建内容的路径 / path of what was made',
    schema: { type: 'string' },
  },
  ContentDisposition: {
    description: '文件名（RFC 6266） / name of the file (RFC 6266)',
    schema: { type: 'string' },
  },
  ContentLanguage: {
    description: '提示的语言 / language of the sentences',
    schema: { type: 'string', enum: ['zh', 'en'] },
  },
  RetryAfter: {
    description: '多少秒后可重试 / seconds after which a retry may help',
    schema: { type: 'integer', minimum: 0 },
  },
} as const;

/** How the header is written in an answer. */
const written: Readonly<Record<keyof typeof headers, string>> = {
  RequestId: 'Request-Id',
  IdempotencyReplayed: 'Idempotency-Replayed',
  ETag: 'ETag',
  Location: 'Location',
  ContentDisposition: 'Content-Disposition',
  ContentLanguage: 'Content-Language',
  RetryAfter: 'Retry-After',
};

/** These headers as an answer declares them. */
export const declared = (...names: readonly (keyof typeof headers)[]) =>
  Object.fromEntries(names.map((name) => [written[name], { $ref: `#/components/headers/${name}` }]));
