import { sellerOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { StepChecks } from '../steps/problems-of.ts';
import type { productsContract } from './contract.ts';
import { ownProduct } from './product.ts';
import { productView } from './product-view.ts';
import { shownContent } from './shown-content.ts';

type Deps = StepChecks & { readonly table: Table };

/** The version worked on, or the live one, with what each step still lacks. */
export const showProduct: UseCase<typeof productsContract.showProduct, Deps> = async (
  { input, actor, language, now },
  { table, ...checks },
) => {
  const product = await ownProduct(table, sellerOf(actor), input.productId);
  const content = await shownContent(table, product);
  return { answer: productView(product, content, checks, { language, now }) };
};
