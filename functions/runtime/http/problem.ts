import {
  type AppError,
  type ErrorParams,
  type FieldProblem,
  fill,
  type Language,
  sentenceIn,
} from '../../../shared/kernel/errors.ts';

/** On every answer that we write ourselves: browsers take its content type as it is said, and never guess another one. */
export const ownHeaders = { 'x-content-type-options': 'nosniff' } as const;

export type HttpAnswer = {
  readonly statusCode: number;
  readonly headers: Record<string, string> & typeof ownHeaders;
  readonly body: string;
  readonly isBase64Encoded?: boolean;
};

/** The language asked for; Chinese where the header does not decide. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const ranked = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters
        .map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1])
        .find((found) => found !== undefined);
      return { tag: tag.toLowerCase().split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => (tag === 'zh' || tag === 'en') && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return ranked[0]?.tag === 'en' ? 'en' : 'zh';
}

const fieldIn = (language: Language, { pointer, code, ...text }: FieldProblem) => ({
  pointer,
  code,
  detail: sentenceIn(text, language),
});

/** The sentence's own values as data, so that nobody has to read them out of the sentence. */
const paramsIn = (language: Language, params: ErrorParams) =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'object' ? value[language] : value,
    ]),
  );

/** RFC 9457 problem details in the caller's language. */
export function problemAnswer({ spec, extras }: AppError, language: Language, requestId: string): HttpAnswer {
  const body = {
    type: `urn:yunshi:problem:${spec.code}`,
    title: fill(spec, language, extras.params),
    status: spec.status,
    code: spec.code,
    retryable: spec.retryable,
    instance: `urn:yunshi:request:${requestId}`,
    ...(extras.params && { params: paramsIn(language, extras.params) }),
    ...(extras.fields && { errors: extras.fields.map((field) => fieldIn(language, field)) }),
  };
  const retryAfter = extras.retryAfterSeconds ?? (spec.retryable && spec.status !== 500 ? 1 : undefined);
  return {
    statusCode: spec.status,
    headers: {
      ...ownHeaders,
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': language,
      'request-id': requestId,
      ...(extras.replayed && { 'idempotency-replayed': 'true' }),
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    },
    body: JSON.stringify(body),
  };
}
