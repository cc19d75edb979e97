import type { PointedText } from '../text-checks/finding.ts';
import type { ProductSteps } from './product-steps.ts';

const texts = (all: readonly (readonly [pointer: string, text: string | undefined])[]): PointedText[] =>
  all.flatMap(([pointer, text]) => (text ? [{ pointer, text }] : []));
const many = (pointer: string, list: readonly string[] = []) =>
  list.map((text, place) => [`${pointer}/${place}`, text] as const);

/** Every text of a step that buyers see, with its field. Support is left out: its hotline and e-mail are asked for. */
export const textsOfStep: { readonly [S in keyof ProductSteps]: (step: ProductSteps[S]) => PointedText[] } = {
  access: ({ name }) => texts([['/name', name]]),
  basic: ({ summary, description, highlights, cases, afterSaleScope }) =>
    texts([
      ['/summary', summary],
      ['/description', description],
      ...many('/highlights', highlights),
      ['/cases', cases],
      ['/afterSaleScope', afterSaleScope],
    ]),
  business: ({ tags, seo }) =>
    texts([
      ...many('/tags', tags),
      ['/seo/title', seo?.title],
      ['/seo/keywords', seo?.keywords],
      ['/seo/description', seo?.description],
    ]),
  plans: (plans) => texts(plans.map(({ name }, place) => [`/${place}/name`, name])),
  agreement: ({ kind, text, delistingPolicy }) =>
    texts([
      ['/text', kind === 'upload' ? undefined : text],
      ['/delistingPolicy', delistingPolicy],
    ]),
};
