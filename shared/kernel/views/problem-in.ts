import {
  type ErrorExtras,
  type ErrorParams,
  type ErrorSpec,
  fill,
  type Language,
  sentenceIn,
} from '../errors.ts';

/** A refusal as it is told: which error, and what its sentence and its fields say. */
export type Told = { readonly spec: ErrorSpec; readonly extras: ErrorExtras };

/** The sentence's own values as data, so that nobody has to read them out of the sentence. */
const paramsIn = (language: Language, params: ErrorParams) =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'object' ? value[language] : value,
    ]),
  );

/** RFC 9457 problem details in the caller's language. */
export const problemIn = (language: Language, { spec, extras }: Told, requestId: string) => ({
  type: `urn:yunshi:problem:${spec.code}`,
  title: fill(spec, language, extras.params),
  status: spec.status,
  code: spec.code,
  retryable: spec.retryable,
  instance: `urn:yunshi:request:${requestId}`,
  ...(extras.params && { params: paramsIn(language, extras.params) }),
  ...(extras.fields && {
    errors: extras.fields.map(({ pointer, code, ...text }) => ({
      pointer,
      code,
      detail: sentenceIn(text, language),
    })),
  }),
});

/** How long a caller is told to wait before it tries again, in seconds; undefined where trying again does not help, or nobody knows when. */
export const retryAfterOf = ({ spec, extras }: Told): number | undefined =>
  extras.retryAfterSeconds ?? (spec.retryable && spec.status !== 500 ? 1 : undefined);
