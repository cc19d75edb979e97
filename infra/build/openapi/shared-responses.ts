import { type ErrorSpec, kernelErrors } from '../../../shared/kernel/errors.ts';

/** What each error of the runtime adds to the name of an answer; those that always come with another one add nothing. */
const words: Partial<Readonly<Record<keyof typeof kernelErrors, string>>> = {
  invalid: 'InvalidRequest',
  malformed: 'Body',
  cursor_invalid: 'Cursor',
  idempotency_key_invalid: 'Key',
  idempotency_key_required: 'NoKey',
  unauthenticated: 'Unauthenticated',
  forbidden: 'Forbidden',
  involved: 'Involved',
  not_found: 'NotFound',
  conflict: 'Conflict',
  changed: 'Changed',
  idempotency_in_progress: 'InProgress',
  too_large: 'TooLarge',
  unsupported_media_type: 'UnsupportedMediaType',
  idempotency_key_reused: 'KeyReused',
  version_required: 'VersionRequired',
  internal: 'InternalError',
};

const nameOf = (specs: readonly ErrorSpec[]): string =>
  Object.entries(words)
    .filter(([row]) => specs.some(({ code }) => code === kernelErrors[row as keyof typeof kernelErrors].code))
    .map(([, word]) => word)
    .join('Or');

/** Answers that many operations share word for word, by the names that they get among the document's components. */
export class SharedResponses {
  readonly components: Record<string, unknown> = {};

  /** The reference of the answer for these errors, named for them. @throws where two answers would have one name */
  reference(specs: readonly ErrorSpec[], response: unknown): { readonly $ref: string } {
    const name = nameOf(specs);
    const known = this.components[name];
    if (name === '' || (known && JSON.stringify(known) !== JSON.stringify(response)))
      throw new Error(`no name for the answer of ${specs.map(({ code }) => code).join(', ')}`);
    this.components[name] = response;
    return { $ref: `#/components/responses/${name}` };
  }
}
