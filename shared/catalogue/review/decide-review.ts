import { userOf } from '../../kernel/actor.ts';
import type { Change } from '../../kernel/change.ts';
import { kernelErrors } from '../../kernel/errors.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { catalogueErrors } from '../errors.ts';
import { catalogueEvents } from '../events.ts';
import { contentEntity, contentOf, type Review, type VersionContent } from '../products/content.ts';
import { sellThings } from '../products/held-things.ts';
import type { PageDeps } from '../products/make-page.ts';
import { moveVersion, type Product, productData, productEntity, productRow } from '../products/product.ts';
import { renameChanges } from '../products/product-name.ts';
import { shelfChanges } from '../products/shelf-changes.ts';
import type { CatalogueRules } from '../rules.ts';
import type { reviewContract } from './contract.ts';

/** How many comments the event carries, and so the mail; all of them stand at the product. */
const commentsTold = 10;

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
  const { userId } = userOf(actor);
  const { version, decision, note, comments } = input;
  const product = await productEntity.get(table, input.productId);
  if (!product) throw catalogueErrors.product_not_found();
  if (!product.working) throw catalogueErrors.review_outdated();
  const { number } = product.working;
  const content = await contentOf(table, product.productId, number);
  if (content.version !== version) throw catalogueErrors.review_outdated();
  if (decision === 'rejected' && !note && comments.length === 0)
    throw kernelErrors.invalid({
      fields: [
        { pointer: '/comments', code: 'required', zh: '驳回时请说明原因。', en: 'Say why when rejecting.' },
      ],
    });
  const working = moveVersion(product.working, decision);
  const review: Review = { decision, note, comments, decidedAt: now.toISOString(), decidedBy: userId };
  const after: Product =
    decision === 'approved'
      ? { ...product, working: undefined, live: { number, name: working.name ?? '' } }
      : { ...product, working };
  const name = decision === 'approved' ? catalogueEvents.productApproved : catalogueEvents.productRejected;
  const data = {
    ...productData(after, number),
    note,
    comments: comments.slice(0, commentsTold),
    commentCount: comments.length,
    listed: after.shelf === 'listed',
  };
  return {
    concerns: { userIds: [product.createdBy], sellerId: product.sellerId },
    answer: { ...productRow(after), review: { ...review, comments: [...review.comments] } },
    changes: [
      productEntity.save(product, after, { name, data }),
      contentEntity.save(content, { ...content, review }),
      ...(decision === 'approved' ? await goLive(deps, product, after, content) : []),
    ],
  };
};

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
