import { openCase } from '../../cases/case.ts';
import { addWorkingDays } from '../../china/working-days.ts';
import { sellerOf, userOf } from '../../kernel/actor.ts';
import type { FieldProblem } from '../../kernel/errors.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { catalogueErrors } from '../errors.ts';
import { catalogueEvents } from '../events.ts';
import { pageBytes } from '../shelf/page.ts';
import { similarTexts } from '../shelf/similar-texts.ts';
import { agreementVersion } from '../steps/agreement-text.ts';
import { checkSteps, type StepChecks } from '../steps/problems-of.ts';
import { contentEntity, contentOf, type VersionContent } from './content.ts';
import type { productsContract } from './contract.ts';
import { warningsOf } from './findings.ts';
import { makePage, type PageDeps } from './make-page.ts';
import { moveVersion, namedData, ownProduct, type Product, productEntity } from './product.ts';
import { productView } from './product-view.ts';

type Deps = StepChecks & PageDeps & { readonly table: Table };

/**
 * Checks everything again and freezes the version for review (`docs/rules/2-catalogue.md`, "6 submit"); what is in review already stays there.
 * @throws catalogue.product_not_submittable with every failing field and blocking finding at once
 */
export const submitProduct: UseCase<typeof productsContract.submitProduct, Deps> = async (
  { input, actor, now, language },
  deps,
) => {
  const { table, rules } = deps;
  const product = await ownProduct(table, sellerOf(actor), input.productId);
  if (!product.working) throw catalogueErrors.nothing_to_submit();
  const content = await contentOf(table, product.productId, product.working.number);
  if (product.working.status === 'in_review')
    return { answer: productView(product, content, deps, { language, now }) };
  const moved = moveVersion(product.working, 'in_review');
  const checked = checkSteps(product.productType, content, deps);
  const problems = [...checked.problems, ...(await pageProblems(deps, product, content))];
  if (problems.length > 0) throw catalogueErrors.product_not_submittable({ fields: problems });
  const dueAt = addWorkingDays(now, rules.reviewWorkingDays, rules.calendar).toISOString();
  const { userId, name } = userOf(actor);
  const opening = {
    ...{ kind: 'product_version', id: product.productId, openedBy: { userId, name } },
    ...({ version: content.version + 1, dueAt, silenceMeans: 'nothing' } as const),
  };
  const submitted: Product = { ...product, working: moved, review: openCase(opening, undefined, now) };
  const findings = [...checked.findings, ...(await warningsOf(product, content, similarTexts(table)))];
  const frozen = { ...content, findings };
  const event = happened(catalogueEvents.productSubmitted, {
    ...namedData(submitted, moved.number),
    dueAt,
  });
  return {
    answer: productView({ ...submitted, version: product.version + 1 }, frozen, deps, { language, now }),
    changes: [productEntity.save(product, submitted, event), contentEntity.save(content, frozen)],
  };
};

async function pageProblems(deps: Deps, product: Product, content: VersionContent): Promise<FieldProblem[]> {
  const page = await makePage(deps, { product, content, agreementVersion: agreementVersion(content) });
  if (pageBytes(page) <= deps.rules.pageBytesMost) return [];
  const zh = '商品页面内容过多，请精简文字或减少套餐包。';
  return [
    {
      pointer: '',
      code: 'page_too_large',
      zh,
      en: 'The product page holds too much; shorten texts or have fewer options.',
    },
  ];
}
