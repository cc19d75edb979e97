import { sellerOf } from '../../kernel/actor.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { catalogueErrors } from '../errors.ts';
import { catalogueEvents } from '../events.ts';
import type { StepChecks } from '../steps/problems-of.ts';
import { contentOf } from './content.ts';
import type { productsContract } from './contract.ts';
import { moveVersion, ownProduct, type Product, productData, productEntity } from './product.ts';
import { productView } from './product-view.ts';

type Deps = StepChecks & { readonly table: Table };

/** Takes the version out of review, so that it can be changed; a decision that came first stands, and a draft stays one. */
export const withdrawProduct: UseCase<typeof productsContract.withdrawProduct, Deps> = async (
  { input, actor, language, now },
  { table, ...checks },
) => {
  const product = await ownProduct(table, sellerOf(actor), input.productId);
  const { working } = product;
  if (working?.status !== 'in_review' && working?.status !== 'draft')
    throw catalogueErrors.product_not_in_review();
  const content = await contentOf(table, product.productId, working.number);
  if (working.status === 'draft') return { answer: productView(product, content, checks, { language, now }) };

  const { number, name, status } = moveVersion(working, 'draft');
  const withdrawn: Product = { ...product, working: { number, name, status }, review: undefined };

  const event = happened(catalogueEvents.productWithdrawn, productData(withdrawn, number));
  return {
    answer: productView({ ...withdrawn, version: product.version + 1 }, content, checks, { language, now }),
    changes: [productEntity.save(product, withdrawn, event)],
  };
};
