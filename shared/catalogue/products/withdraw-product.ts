import { sellerOf } from '../../kernel/actor.ts';
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

/** Takes the version out of review, so that it can be changed; a decision that came first stands. */
export const withdrawProduct: UseCase<typeof productsContract.withdrawProduct, Deps> = async (
  { input, actor, language },
  { table, ...checks },
) => {
  const product = await ownProduct(table, sellerOf(actor), input.productId);
  if (product.working?.status !== 'in_review') throw catalogueErrors.product_not_in_review();

  const { number, name, status } = moveVersion(product.working, 'draft');
  const withdrawn: Product = { ...product, working: { number, name, status } };
  const content = await contentOf(table, product.productId, number);

  const event = { name: catalogueEvents.productWithdrawn, data: productData(withdrawn, number) };
  return { answer: productView(withdrawn, content, checks, language), changes: [productEntity.save(product, withdrawn, event)] };
};
