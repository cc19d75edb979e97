import type * as z from 'zod';
import { type Language, sentenceIn } from '../../kernel/errors.ts';
import { checkStep, problemViews, type StepChecks, stepNames } from '../steps/problems-of.ts';
import type { Finding } from '../text-checks/finding.ts';
import type { VersionContent } from './content.ts';
import type { ProductView } from './contract.ts';
import { type Product, productStatus } from './product.ts';

export const findingView = ({ zh, en, ...finding }: Finding, language: Language) => ({
  ...finding,
  detail: sentenceIn({ zh, en }, language),
});

/** A product as its seller works on it: every step with what it still lacks. */
export function productView(
  product: Product,
  content: VersionContent,
  checks: StepChecks,
  language: Language,
): z.input<typeof ProductView> {
  const { version: _content, findings, review, productId, number, plans, ...steps } = content;
  const {
    sellerId: _seller,
    createdBy: _user,
    version: _product,
    lastNumber: _last,
    productType: type,
    working,
    live,
    ...head
  } = product;
  const states = stepNames.map((step) => {
    const { problems } = checkStep(step, type, content, checks);
    return { step, complete: problems.length === 0, problems: problemViews(problems, language) };
  });
  return {
    ...head,
    type,
    ...steps,
    productId,
    number,
    plans: [...plans],
    status: productStatus(product),
    ...(working && { working }),
    ...(live && { live }),
    states,
    ...(findings && { findings: findings.map((finding) => findingView(finding, language)) }),
    ...(review && { review: { ...review, comments: [...review.comments] } }),
  } as z.input<typeof ProductView>;
}
