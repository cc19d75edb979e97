import { caseView, outcomeView } from '../../cases/case-view.ts';
import { look } from '../../kernel/events/audit-look.ts';
import { happened } from '../../kernel/events/define-events.ts';
import { difference } from '../../kernel/json/difference.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { catalogueErrors } from '../errors.ts';
import { catalogueEvents } from '../events.ts';
import type { LinkTo } from '../ports.ts';
import { contentOf } from '../products/content.ts';
import { makePage, type PageDeps } from '../products/make-page.ts';
import { productEntity } from '../products/product.ts';
import { findingView, workingView } from '../products/product-view.ts';
import { shownContent } from '../products/shown-content.ts';
import { showPage } from '../shelf/show-page.ts';
import { agreementVersion } from '../steps/agreement-text.ts';
import type { ProductSteps } from '../steps/product-steps.ts';
import { filesOf } from '../steps/uploads-of-steps.ts';
import type { reviewContract } from './contract.ts';

type Deps = PageDeps & { readonly table: Table; readonly linkTo: LinkTo };

/** All that a reviewer decides on; what an operator looked at is in the audit trail (`docs/rules/README.md`, "Rules that hold everywhere"). */
export const showReview: UseCase<typeof reviewContract.showReview, Deps> = async (
  { input, now, language, requestId },
  { table, linkTo, ...pageDeps },
) => {
  const product = await productEntity.get(table, input.productId);
  if (!product) throw catalogueErrors.product_not_found();
  const { productId, sellerId, working, review, live } = product;
  const content = await shownContent(table, product);
  const before = working && live ? await contentOf(table, productId, live.number) : undefined;
  const page = await makePage(pageDeps, { product, content, agreementVersion: agreementVersion(content) });
  const { findings = [], review: outcome, number, version } = content;
  const steps = stepsOf(content);
  return {
    answer: {
      productId,
      sellerId,
      number,
      version,
      working: working && workingView(working, review),
      live,
      ...steps,
      plans: [...steps.plans],
      findings: findings.map((finding) => findingView(finding, language)),
      difference: before ? difference(stepsOf(before), steps) : [],
      documents: filesOf(steps),
      page: await showPage(page, linkTo, now),
      review: review && caseView(review, now),
      outcome: outcome && outcomeView(outcome),
    },
    changes: [
      look(productId, happened(catalogueEvents.productViewed, { productId, number, seenVersion: version }), {
        now,
        requestId,
      }),
    ],
  };
};

const stepsOf = ({ access, basic, business, plans, agreement }: ProductSteps): ProductSteps => ({
  access,
  basic,
  business,
  plans,
  agreement,
});
