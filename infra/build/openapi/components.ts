const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
  description:
    '同一键与同一内容只生效一次，重复请求得到首次的应答。 / The same key with the same body takes effect once; a repeat gets the first answer again.',
};

/** What API Gateway itself says when too much comes at once. */
export const throttled = {
  'application/json': { schema: { type: 'object', properties: { message: { type: 'string' } } } },
};

/** What operations share. */
export const components = {
  securitySchemes: {
    person: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: '授权码流程（PKCE）的访问令牌 / access token of the code flow with PKCE',
    },
  },
  parameters: {
    IdempotencyKey: { ...idempotencyKey, required: false },
    RequiredIdempotencyKey: { ...idempotencyKey, required: true },
    IfMatch: {
      name: 'If-Match',
      in: 'header',
      required: false,
      schema: { type: 'string', pattern: '^"[0-9]+"$' },
      description:
        '查看到的版本（ETag），可代替 version；两者须给其一。 / The version that was seen (its ETag), instead of version; one of both is needed.',
    },
    AcceptLanguage: {
      name: 'Accept-Language',
      in: 'header',
      required: false,
      schema: { type: 'string', default: 'zh' },
      description: '提示语言：zh 或 en / language of messages: zh or en',
    },
  },
  headers: {
    RequestId: {
      description:
        "本次请求的编号，与错误的 instance、由此产生的通知的 X-Request-Id 一致。 / Id of this request: the one in a problem's instance and in X-Request-Id of the notifications that it leads to.",
      schema: { type: 'string' },
    },
    IdempotencyReplayed: {
      description:
        '重复请求得到的是首次的应答。 / The request was a repeat, and this is the first answer again.',
      schema: { type: 'string', const: 'true' },
    },
    ETag: {
      description:
        '所答内容的版本，保存时以 If-Match 或 version 带上。 / Version of what is answered; a save names it as If-Match or as version.',
      schema: { type: 'string', pattern: '^"[0-9]+"$' },
    },
    Location: { description: '新建内容的路径 / path of what was made', schema: { type: 'string' } },
    RetryAfter: {
      description: '多少秒后可重试 / seconds after which a retry may help',
      schema: { type: 'integer', minimum: 0 },
    },
  },
  responses: {
    Throttled: {
      description: '请求过于频繁。 / Too many requests.',
      content: throttled,
    },
  },
  schemas: {
    Problem: {
      type: 'object',
      description: 'RFC 9457',
      required: ['type', 'title', 'status', 'code', 'retryable', 'instance'],
      properties: {
        type: { type: 'string', format: 'uri' },
        title: { type: 'string' },
        status: { type: 'integer' },
        code: { type: 'string' },
        retryable: { type: 'boolean' },
        instance: { type: 'string', format: 'uri' },
        params: {
          type: 'object',
          description: '提示中的数值与名称 / the values and names in the sentence',
          additionalProperties: { type: ['string', 'number'] },
        },
        errors: {
          type: 'array',
          description: '每个有误的字段 / every failing field',
          items: {
            type: 'object',
            required: ['pointer', 'code', 'detail'],
            properties: {
              pointer: { type: 'string', description: 'RFC 6901' },
              code: { type: 'string' },
              detail: { type: 'string' },
            },
          },
        },
      },
    },
  },
};
