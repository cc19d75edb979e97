import { sellerOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { LinkTo, StoreCard } from '../ports.ts';
import type { productsContract } from '../products/contract.ts';
import { ownProduct } from '../products/product.ts';
import { shownContent } from '../products/shown-content.ts';
import { makePage } from '../shelf/page.ts';
import { showPage } from '../shelf/show-page.ts';
import { agreementVersion } from '../steps/agreement-text.ts';

type Deps = { readonly table: Table; readonly storeCard: StoreCard; readonly linkTo: LinkTo };

/** The page as buyers would see it, at any time before and after it is submitted. */
export const previewProduct: UseCase<typeof productsContract.previewProduct, Deps> = async (
  { input, actor, now },
  { table, storeCard, linkTo },
) => {
  const product = await ownProduct(table, sellerOf(actor), input.productId);
  const content = await shownContent(table, product);
  const page = await makePage(
    { table, storeCard },
    { product, content, agreementVersion: agreementVersion(content) },
  );
  return { answer: await showPage(page, linkTo, now) };
};
