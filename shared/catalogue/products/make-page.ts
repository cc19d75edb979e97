import type { StoreCard } from '../ports.ts';
import type { ThingKeepers } from '../published.ts';
import type { Page } from '../shelf/page.ts';
import { thingsOf } from '../steps/things-of-steps.ts';
import type { VersionContent } from './content.ts';
import type { Product } from './product.ts';

/** What a page takes from other contexts. */
export type PageDeps = { readonly storeCard: StoreCard; readonly things: ThingKeepers };

type Parts = {
  readonly product: Product;
  readonly content: VersionContent;
  readonly agreementVersion: string;
};

/** Reads what a page takes from elsewhere and puts it together. */
export async function makePage(
  { storeCard, things }: PageDeps,
  { product, content, agreementVersion }: Parts,
): Promise<Page> {
  const { testReportUploadId: _report, certificateUploadIds: _certificates, ...business } = content.business;
  const { text: _text, ...agreement } = content.agreement;
  const [store, cards] = await Promise.all([
    storeCard(product.sellerId),
    Promise.all(thingsOf(product.productType, content).map(({ kind, id }) => things[kind].card(id))),
  ]);

  return {
    productId: product.productId,
    sellerId: product.sellerId,
    number: content.number,
    type: product.productType,
    access: content.access,
    basic: content.basic,
    business,
    plans: content.plans,
    things: cards.flatMap((card) => (card ? [card] : [])),
    agreement,
    agreementVersion,
    store: { ...store },
    listedAt: product.listedAt,
  };
}
