import { sellerOf } from '../../kernel/actor.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { catalogueEvents } from '../events.ts';
import { contentOf } from '../products/content.ts';
import type { productsContract } from '../products/contract.ts';
import {
  moveShelf,
  namedData,
  ownProduct,
  type Product,
  productEntity,
  productRow,
} from '../products/product.ts';
import type { CatalogueRules } from '../rules.ts';
import { removePage } from '../shelf/page.ts';
import { putOffers } from './put-offers.ts';

type Deps = { readonly table: Table; readonly rules: CatalogueRules };

/**
 * 下架: buyers no longer see it; what they hold goes on, by the delisting policy. What is delisted already stays as it is.
 * @throws catalogue.shelf_not_movable when it was never listed
 */
export const takeOffSale: UseCase<typeof productsContract.takeOffSale, Deps> = async (
  { input, actor, now },
  { table, rules },
) => {
  const product = await ownProduct(table, sellerOf(actor), input.productId);
  if (product.shelf === 'delisted') return { answer: productRow(product) };
  const delisted: Product = { ...moveShelf(product, 'delisted'), delistedAt: now.toISOString() };
  if (!product.live) throw new Error('listed product without a live version');
  const content = await contentOf(table, product.productId, product.live.number);
  const event = happened(catalogueEvents.productDelisted, namedData(delisted, product.live.number));
  return {
    answer: productRow(delisted),
    changes: [
      productEntity.save(product, delisted, event),
      removePage(product.productId),
      putOffers(delisted, content, undefined, rules),
    ],
  };
};
