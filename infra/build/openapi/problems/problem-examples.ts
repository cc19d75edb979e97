import type { ErrorSpec, Language } from '../../../../shared/kernel/errors.ts';
import { problemIn } from '../../../../shared/kernel/views/problem-in.ts';
import { requestIdExample } from '../headers.ts';
import { saidBy } from './said.ts';

const languages: readonly Language[] = ['zh', 'en'];

/** The examples of one document's errors, filled while its answers are written: each error once in each language, `orders.not_on_sale.zh`. */
export class ProblemExamples {
  readonly components: Record<string, unknown> = {};

  /** References to the examples of these errors, as the API answers them. */
  of(specs: readonly ErrorSpec[]): Readonly<Record<string, { readonly $ref: string }>> {
    const references = specs.flatMap((spec) =>
      languages.map((language) => {
        const name = `${spec.code}.${language}`;
        const value = problemIn(language, { spec, extras: saidBy(spec) }, requestIdExample);
        this.components[name] = { value };
        return [name, { $ref: `#/components/examples/${name}` }] as const;
      }),
    );
    return Object.fromEntries(references);
  }
}
