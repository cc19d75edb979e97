import { sellerOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { LinkTo } from '../ports.ts';
import type { productsContract } from '../products/contract.ts';
import { makePage, type PageDeps } from '../products/make-page.ts';
import { ownProduct } from '../products/product.ts';
import { shownContent } from '../products/shown-content.ts';
import { showPage } from '../shelf/show-page.ts';
import { agreementVersion } from '../steps/agreement-text.ts';

type Deps = PageDeps & { readonly table: Table; readonly linkTo: LinkTo };

/** The page as buyers would see it, at any time before and after it is submitted. */
export const previewProduct: UseCase<typeof productsContract.previewProduct, Deps> = async (
  { input, actor, now },
  { table, linkTo, ...pageDeps },
) => {
  const product = await ownProduct(table, sellerOf(actor), input.productId);
  const content = await shownContent(table, product);
  const page = await makePage(pageDeps, { product, content, agreementVersion: agreementVersion(content) });
  return { answer: await showPage(page, linkTo, now) };
};
