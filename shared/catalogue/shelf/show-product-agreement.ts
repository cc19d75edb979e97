import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { catalogueErrors } from '../errors.ts';
import type { LinkTo } from '../ports.ts';
import { agreementText } from '../products/agreement.ts';
import { contentOf } from '../products/content.ts';
import type { shelfContract } from './contract.ts';
import { readPage } from './page.ts';

type Deps = { readonly table: Table; readonly linkTo: LinkTo };

/** What a buyer accepts with an order, under the version that the order names. */
export const showProductAgreement: UseCase<typeof shelfContract.showProductAgreement, Deps> = async (
  { input, now, language },
  { table, linkTo },
) => {
  const page = await readPage(table, input.productId, { eventual: true });
  if (!page) throw catalogueErrors.product_not_found();
  const content = await contentOf(table, page.productId, page.number);
  const { kind = 'template', uploadId } = content.agreement;
  const base = { productId: page.productId, version: page.agreementVersion, kind };
  if (kind === 'upload') return { answer: { ...base, url: uploadId && (await linkTo(uploadId, now)) } };
  return { answer: { ...base, text: agreementText(content, page.store.name ?? '', language) } };
};
