import type * as z from 'zod';
import type { OpenCase } from '../../cases/case.ts';
import { caseView, outcomeView } from '../../cases/case-view.ts';
import { type Language, sentenceIn } from '../../kernel/errors.ts';
import { checkStep, problemViews, type StepChecks, stepNames } from '../steps/problems-of.ts';
import type { Finding } from '../text-checks/finding.ts';
import type { VersionContent } from './content.ts';
import type { ProductView } from './contract.ts';
import { type Product, productStatus, type WorkingVersion } from './product.ts';

type Reader = { readonly language: Language; readonly now: Date };

export const findingView = ({ zh, en, ...finding }: Finding, language: Language) => ({
  ...finding,
  detail: sentenceIn({ zh, en }, language),
});

/** The version that is worked on, with its times while it is in review. */
export const workingView = (working: WorkingVersion, review: OpenCase | undefined) => ({
  ...working,
  ...(review && { submittedAt: review.openedAt, dueAt: review.dueAt }),
});

/** A product as its seller works on it: every step with what it still lacks. */
export function productView(
  product: Product,
  content: VersionContent,
  checks: StepChecks,
  { language, now }: Reader,
): z.input<typeof ProductView> {
  const { version: _content, findings, review: outcome, productId, number, plans, ...steps } = content;
  const {
    sellerId: _seller,
    createdBy: _user,
    version: _version,
    lastNumber: _last,
    productType: type,
    working,
    review,
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
    version: product.version,
    number,
    plans: [...plans],
    status: productStatus(product),
    ...(working && { working: workingView(working, review) }),
    ...(live && { live }),
    states,
    ...(findings && { findings: findings.map((finding) => findingView(finding, language)) }),
    ...(review && { review: caseView(review, now) }),
    ...(outcome && { outcome: outcomeView(outcome) }),
  } as z.input<typeof ProductView>;
}
