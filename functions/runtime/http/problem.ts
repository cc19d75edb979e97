import type { AppError, Language } from '../../../shared/kernel/errors.ts';
import { problemIn, retryAfterOf } from '../../../shared/kernel/views/problem-in.ts';

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

/** A refusal as an answer, in the caller's language. */
export function problemAnswer(refusal: AppError, language: Language, requestId: string): HttpAnswer {
  const retryAfter = retryAfterOf(refusal);
  return {
    statusCode: refusal.spec.status,
    headers: {
      ...ownHeaders,
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': language,
      'request-id': requestId,
      ...(refusal.extras.replayed && { 'idempotency-replayed': 'true' }),
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    },
    body: JSON.stringify(problemIn(language, refusal, requestId)),
  };
}
