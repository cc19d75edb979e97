import type { Output } from '../../kernel/contract.ts';
import type { Language } from '../../kernel/errors.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { catalogueErrors } from '../errors.ts';
import type { LinkTo } from '../ports.ts';
import { contentOf, type VersionContent } from '../products/content.ts';
import type { shelfContract } from '../shelf/contract.ts';
import { readPage } from '../shelf/page.ts';
import { agreementText } from '../steps/agreement-text.ts';

type Deps = { readonly table: Table; readonly linkTo: LinkTo };

/** What a buyer accepts with an order, under the version that the order names. */
export const showProductAgreement: UseCase<typeof shelfContract.showProductAgreement, Deps> = async (
  { input, now, language },
  { table, linkTo },
) => {
  const page = await readPage(table, input.productId, { eventual: true });
  if (!page) throw catalogueErrors.product_not_found();
  const content = await contentOf(table, page.productId, page.number);
  const shown = { content, version: page.agreementVersion, sellerName: page.store.name ?? '' };
  return { answer: await agreementAnswer(shown, { now, language }, linkTo) };
};

type Shown = { readonly content: VersionContent; readonly version: string; readonly sellerName: string };

/** The words of one version's agreement, or where the file that the seller uploaded is. */
export async function agreementAnswer(
  { content, version, sellerName }: Shown,
  { now, language }: { readonly now: Date; readonly language: Language },
  linkTo: LinkTo,
): Promise<Output<typeof shelfContract.showProductAgreement>> {
  const { kind = 'template', uploadId } = content.agreement;
  const base = { productId: content.productId, agreementVersion: version, kind };
  if (kind === 'upload') return { ...base, url: uploadId && (await linkTo(uploadId, now)) };
  return { ...base, text: agreementText(content, sellerName, language) };
}
