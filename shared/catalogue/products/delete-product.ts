import { sellerOf } from '../../kernel/actor.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { catalogueErrors } from '../errors.ts';
import { catalogueEvents } from '../events.ts';
import type { ReleaseUploads } from '../ports.ts';
import { filesOf } from '../steps/uploads-of-steps.ts';
import { contentEntity, contentOf } from './content.ts';
import type { productsContract } from './contract.ts';
import { changeThings, type ThingDeps } from './held-things.ts';
import { ownProduct, productData, productEntity } from './product.ts';
import { renameChanges } from './product-name.ts';

type Deps = ThingDeps & { readonly release: ReleaseUploads };

/**
 * A draft goes with its name, what it holds of other contexts and its files, but for those that something else refers to.
 * What was ever approved stays: orders may refer to it.
 */
export const deleteProduct: UseCase<typeof productsContract.deleteProduct, Deps> = async (
  { input, actor, now },
  deps,
) => {
  const { table, release } = deps;
  const product = await ownProduct(table, sellerOf(actor), input.productId);
  const { productId, sellerId, working, live } = product;
  if (live || !working || working.status === 'in_review') throw catalogueErrors.product_not_draft();

  const content = await contentOf(table, productId, working.number);
  const held = await changeThings(deps, product, { from: content });
  const event = happened(catalogueEvents.productDeleted, productData(product, working.number));
  return {
    answer: { productId, deleted: true },
    changes: [
      productEntity.remove(product, event),
      contentEntity.remove(content),
      ...renameChanges({ sellerId, productId, from: [working.name], to: [] }),
      ...held.changes,
      ...(await release(
        filesOf(content).map(({ uploadId }) => uploadId),
        productId,
        now,
      )),
    ],
  };
};
