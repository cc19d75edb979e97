import { assertOpen, type DecisionWord, decideCase } from '../../cases/case.ts';
import { outcomeView } from '../../cases/case-view.ts';
import { toldOutcome } from '../../cases/told-outcome.ts';
import { userOf } from '../../kernel/actor.ts';
import type { Change } from '../../kernel/change.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { catalogueErrors } from '../errors.ts';
import { catalogueEvents } from '../events.ts';
import { contentEntity, contentOf, type VersionContent } from '../products/content.ts';
import { sellThings } from '../products/held-things.ts';
import type { PageDeps } from '../products/make-page.ts';
import { moveVersion, namedData, type Product, productEntity, productRow } from '../products/product.ts';
import { renameChanges } from '../products/product-name.ts';
import type { CatalogueRules } from '../rules.ts';
import { shelfChanges } from '../sale/shelf-changes.ts';
import type { reviewContract } from './contract.ts';

/** How a decision is told. */
const events = {
  approved: catalogueEvents.productApproved,
  rejected: catalogueEvents.productRejected,
} as const;

type Deps = PageDeps & { readonly table: Table; readonly rules: CatalogueRules };

/**
 * An operator's word on exactly the content that it looked at. Approved is not on sale; where the product is, the new version takes the old
 * one's place in the same transaction (`docs/rules/2-catalogue.md`, "Review and life cycle").
 */
export const decideReview: UseCase<typeof reviewContract.decideReview, Deps> = async (
  { input, actor, now },
  deps,
) => {
  const { table } = deps;
  const { decision } = input;
  const product = await productEntity.get(table, input.productId);
  if (!product) throw catalogueErrors.product_not_found();
  assertOpen(product.review);
  if (!product.working) throw new Error('a case without the version that it is about');
  const { number } = product.working;
  const content = await contentOf(table, product.productId, number);

  const { outcome } = decideCase(product.review, input, { userId: userOf(actor).userId, now });
  const after = decided(product, decision);
  const event = happened(events[decision], {
    ...namedData(after, number),
    ...toldOutcome(outcome),
    listed: after.shelf === 'listed',
  });

  return {
    concerns: { userIds: [product.createdBy], sellerId: product.sellerId },
    answer: { ...productRow(after), outcome: outcomeView(outcome) },
    changes: [
      productEntity.save(product, after, event),
      contentEntity.save(content, { ...content, review: outcome }),
      ...(decision === 'approved' ? await goLive(deps, product, after, content) : []),
    ],
  };
};

/** The product without its case: what was approved is the live version, what was rejected is worked on. */
function decided({ review: _, working, ...product }: Product, decision: DecisionWord): Product {
  if (!working) throw new Error('a case without the version that it is about');
  const moved = moveVersion(working, decision);
  return decision === 'approved'
    ? { ...product, live: { number: working.number, name: working.name ?? '' } }
    : { ...product, working: moved };
}

/** Name, things sold, page and offers of the version that is now live. */
async function goLive(
  deps: Deps,
  before: Product,
  after: Product,
  content: VersionContent,
): Promise<Change[]> {
  const { productId, sellerId, live, working } = before;
  const replaced = live && (await contentOf(deps.table, productId, live.number));
  return [
    ...renameChanges({ sellerId, productId, from: [live?.name, working?.name], to: [working?.name] }),
    ...(await sellThings(deps, before, { replaced, live: content })),
    ...(after.shelf === 'listed' ? await shelfChanges(deps, after, content, replaced) : []),
  ];
}
