/** A sentence in both of the product's languages. */
export type Text = { readonly zh: string; readonly en: string };
export type Language = keyof Text;

/** The sentence of one language with its full stop, which a table's row may leave out. */
export function sentenceIn(text: Text, language: Language): string {
  const sentence = text[language];
  return /[。！？.!?]$/u.test(sentence) ? sentence : `${sentence}${language === 'zh' ? '。' : '.'}`;
}

/** One error of the product: a row, never a class. `{name}` in the sentences is replaced by the parameter of that name. */
export type ErrorSpec = Text & {
  readonly code: string;
  readonly status: number;
  readonly retryable: boolean;
};

/** One failing field of a form: where (RFC 6901 pointer into the request), which rule, and the sentence. */
export type FieldProblem = Text & { readonly pointer: string; readonly code: string };

/** Values of a sentence's places; a word of the product itself comes in both languages. */
export type ErrorParams = Readonly<Record<string, string | number | Text>>;
export type ErrorExtras = {
  readonly params?: ErrorParams;
  readonly fields?: readonly FieldProblem[];
  readonly retryAfterSeconds?: number;
  /** it is the refusal that was kept for an Idempotency-Key, told again */
  readonly replayed?: boolean;
};

/** What every rule throws; `spec.code` is the only thing to match on. */
export class AppError extends Error {
  readonly spec: ErrorSpec;
  readonly extras: ErrorExtras;
  constructor(spec: ErrorSpec, extras: ErrorExtras = {}) {
    super(spec.code);
    this.spec = spec;
    this.extras = extras;
  }
}

export type ErrorFactory = ErrorSpec & ((extras?: ErrorExtras) => AppError);

type Row = Text & { readonly status: number; readonly retryable?: boolean };

/** Turns a table of rows into typed factories: `throw orderErrors.not_found()`; the code is `<context>.<row>`. */
export function defineErrors<const R extends Readonly<Record<string, Row>>>(
  context: string,
  rows: R,
): { readonly [K in keyof R]: ErrorFactory } {
  const entries = Object.entries(rows).map(([name, row]) => {
    const spec: ErrorSpec = {
      code: `${context}.${name}`,
      status: row.status,
      retryable: row.retryable ?? false,
      zh: row.zh,
      en: row.en,
    };
    const factory = (extras?: ErrorExtras) => new AppError(spec, extras);
    return [name, Object.assign(factory, spec)];
  });
  return Object.fromEntries(entries);
}

/** The sentence of one language with its `{name}` places filled. */
export const fill = (text: Text, language: Language, params: ErrorParams = {}): string =>
  text[language].replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = params[name] ?? place;
    return typeof value === 'object' ? value[language] : String(value);
  });

/** Errors that any operation may answer with. */
export const kernelErrors = defineErrors('request', {
  invalid: {
    status: 400,
    zh: '请求内容有误，请按字段提示修改。',
    en: 'The request has mistakes; see each field.',
  },
  malformed: {
    status: 400,
    zh: '请求体不是有效的 JSON：第 {line} 行第 {character} 个字符处有误。',
    en: 'The body is not valid JSON: the mistake is in line {line} at character {character}.',
  },
  not_object: { status: 400, zh: '请求体应为一个 JSON 对象。', en: 'The body must be one JSON object.' },
  not_utf8: {
    status: 400,
    zh: '请求的编码不是有效的 UTF-8（可能是 GBK），请以 UTF-8 发送。',
    en: 'The request is not valid UTF-8 (GBK, perhaps); send it as UTF-8.',
  },
  unauthenticated: { status: 401, zh: '请先登录。', en: 'Sign in first.' },
  forbidden: { status: 403, zh: '您不能执行此操作：{needed}', en: 'You may not do this: {needed}' },
  involved: {
    status: 403,
    zh: '此事与您本人或您的企业有关，请由其他运营人员处理。',
    en: 'This concerns you or your own company; another operator has to decide.',
  },
  not_found: { status: 404, zh: '找不到该资源。', en: 'There is no such resource.' },
  trailing_slash: {
    status: 404,
    zh: '地址末尾不应有斜杠，请使用 {path}。',
    en: 'The path has no slash at its end; use {path}.',
  },
  method_not_allowed: { status: 405, zh: '该地址只支持：{allow}。', en: 'This path takes only: {allow}.' },
  conflict: {
    status: 409,
    retryable: true,
    zh: '数据刚被其他请求修改，请重试。',
    en: 'Somebody else changed this at the same moment; try again.',
  },
  changed: {
    status: 409,
    zh: '在您查看之后已有修改（当前版本 {version}），请重新查看后再操作；各处修改见字段提示。',
    en: 'It was changed after you looked at it (it is at version {version} now); look again before you go on. See each field that changed.',
  },
  version_required: {
    status: 428,
    zh: '保存或删除时请带上查看到的版本：version（在请求体中，删除时为查询参数），或 If-Match 请求头（即 ETag）。',
    en: 'A save or a deletion names the version that it saw: as version (in the body, in the query of a deletion), or as If-Match (the ETag).',
  },
  too_large: {
    status: 413,
    zh: '请求体过大，最多 {max} 字节。',
    en: 'The body is too large; at most {max} bytes.',
  },
  unsupported_media_type: {
    status: 415,
    zh: '请求体必须是 UTF-8 编码的 application/json。',
    en: 'The body must be application/json in UTF-8.',
  },
  cursor_invalid: { status: 400, zh: '翻页标记无效。', en: 'The page cursor is not valid.' },
  idempotency_key_invalid: {
    status: 400,
    zh: 'Idempotency-Key 必须是 1 到 255 个可见 ASCII 字符。',
    en: 'Idempotency-Key must be 1 to 255 visible ASCII characters.',
  },
  idempotency_key_required: {
    status: 400,
    zh: '此操作需要 Idempotency-Key 请求头。',
    en: 'This operation needs an Idempotency-Key header.',
  },
  idempotency_key_reused: {
    status: 422,
    zh: '同一 Idempotency-Key 曾用于不同的请求内容。',
    en: 'This Idempotency-Key was used before with another request.',
  },
  idempotency_in_progress: {
    status: 409,
    retryable: true,
    zh: '使用同一 Idempotency-Key 的请求仍在处理，请稍后重试。',
    en: 'The first request with this Idempotency-Key is still running; try again shortly.',
  },
  limit_reached: {
    status: 429,
    retryable: true,
    zh: '{what}{per}最多 {most}，已达上限，请在 {seconds} 秒后重试。',
    en: 'At most {most} {what} {per}; try again in {seconds} seconds.',
  },
  internal: {
    status: 500,
    retryable: true,
    zh: '系统出错，请稍后重试。',
    en: 'Something went wrong on our side; try again later.',
  },
});
