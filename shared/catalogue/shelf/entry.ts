import { findCategory } from '../categories.ts';
import type { CatalogueRules } from '../rules.ts';
import { defaultSearchWordLimits, searchWords } from '../search/search-words.ts';
import { comparedText } from '../text-checks/compared-text.ts';
import { signatureBands, textSignature } from '../text-checks/near-copy.ts';
import type { Page } from './page.ts';
import { copyPk, type ShelfRow, shelfPk, shelfTerms, termHash } from './terms.ts';

export type ShelfEntry = { readonly pk: string; readonly sk: string; readonly row: object };

/** All terms under which a product is found. */
export function termsOf(page: Page, rules: CatalogueRules): string[] {
  const { access, basic, business, type } = page;
  const category = findCategory(business.categoryId ?? '');
  const words = searchWords(
    {
      name: access.name ?? '',
      tags: business.tags,
      category: category ? [category.category.zh, category.parent.zh] : [],
      summary: basic.summary,
      description: basic.description,
    },
    { ...defaultSearchWordLimits, perProduct: rules.shelfWordsMost },
  );
  return [
    ...new Set([
      shelfTerms.all(),
      shelfTerms.type(type),
      ...(category
        ? [shelfTerms.category(category.category.id), shelfTerms.category(category.parent.id)]
        : []),
      ...(business.tags ?? []).map(shelfTerms.tag),
      ...words.map(shelfTerms.word),
    ]),
  ];
}

/** A row that costs 400 bytes with its keys: twenty are one read. Texts are cut to what is left, the summary first. */
const rowBytesMost = 400;
const fixedBytes = 150;

const cutTo = (text: string, bytes: number): string => {
  let kept = '';
  let used = 0;
  for (const sign of text) {
    used += Buffer.byteLength(sign);
    if (used > bytes) return kept;
    kept += sign;
  }
  return kept;
};

export function shelfRow(page: Page, terms: readonly string[]): ShelfRow {
  const prices = page.plans.flatMap(({ options }) =>
    options.flatMap(({ amountFen }) => (amountFen === undefined ? [] : [amountFen])),
  );
  const packed = Buffer.concat(terms.map(termHash));
  const longestTerm = Math.max(...terms.map((term) => Buffer.byteLength(term)));
  const left = rowBytesMost - fixedBytes - packed.length - Math.min(longestTerm, 40);
  const name = cutTo(page.access.name ?? '', Math.max(48, left - 12));
  return {
    type: page.type,
    name,
    summary: cutTo(page.basic.summary ?? '', Math.max(0, left - Buffer.byteLength(name))),
    iconUploadId: page.access.iconUploadId,
    fromFen: prices.length > 0 ? Math.min(...prices) : 0,
    terms: packed,
  };
}

/** Sorts by the time of listing; the id tells products of the same moment apart. */
const sortKey = ({ listedAt = '', productId }: Page): string =>
  `${String(Date.parse(listedAt) || 0).padStart(13, '0')}#${productId}`;

/** Every item of a listed product on the shelf, and those by which near copies of its text are found. */
export function entriesOf(page: Page, rules: CatalogueRules): ShelfEntry[] {
  const terms = termsOf(page, rules);
  const row = shelfRow(page, terms);
  const signature = textSignature(comparedText(page));
  return [
    ...terms.map((term) => ({ pk: shelfPk(term), sk: sortKey(page), row })),
    ...(signature
      ? signatureBands(signature).map((band) => ({
          pk: copyPk(band),
          sk: page.productId,
          row: { sellerId: page.sellerId, signature },
        }))
      : []),
  ];
}
