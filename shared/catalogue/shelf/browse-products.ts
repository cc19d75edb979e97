import type { UseCase } from '../../kernel/use-case.ts';
import { encodeCursor } from '../../table/cursor.ts';
import type { Table } from '../../table/table.ts';
import { isCategory, normalizeTag } from '../categories.ts';
import { catalogueErrors } from '../errors.ts';
import type { LinkTo } from '../ports.ts';
import type { CatalogueRules } from '../rules.ts';
import { queryWords } from '../search/search-words.ts';
import type { shelfContract } from './contract.ts';
import { hasTerm, productOfEntry, type ShelfRow, shelfPk, shelfTerms } from './terms.ts';

type Deps = { readonly table: Table; readonly linkTo: LinkTo; readonly rules: CatalogueRules };
type Found = { readonly sk: string; readonly row: ShelfRow };
type Query = { readonly terms: readonly string[]; readonly limit: number; readonly cursor?: string };

/**
 * Products on sale, newest first. One filter or word costs one read unit for 20 rows; where several must hold together, the one that
 * fewest products should have is walked and the others are looked up in its rows, a bounded number of pages for one answer: a page may
 * be short, or empty, and still have a next one.
 * @throws catalogue.category_not_found
 */
export const browseProducts: UseCase<typeof shelfContract.browseProducts, Deps> = async (
  { input, now },
  { table, linkTo, rules },
) => {
  const { categoryId, tag, type, q, limit, cursor } = input;
  if (categoryId !== undefined && !isCategory(categoryId))
    throw catalogueErrors.category_not_found({ params: { categoryId } });
  const words = q === undefined ? [] : queryWords(q);
  if (q !== undefined && words.length === 0) return { answer: { items: [] } };
  const terms = [
    ...words.toSorted((a, b) => b.length - a.length).map(shelfTerms.word),
    ...(tag === undefined ? [] : [shelfTerms.tag(normalizeTag(tag))]),
    ...(categoryId === undefined ? [] : [shelfTerms.category(categoryId)]),
    ...(type === undefined ? [] : [shelfTerms.type(type)]),
  ];
  const { found, next } = await walk(
    table,
    { terms: terms.length > 0 ? terms : [shelfTerms.all()], limit, cursor },
    rules.searchPagesMost,
  );
  const items = await Promise.all(found.map((one) => show(one, linkTo, now)));
  return { answer: { items, next } };
};

async function walk(
  table: Table,
  { terms, limit, cursor }: Query,
  pagesMost: number,
): Promise<{ found: Found[]; next?: string }> {
  const [walked = '', ...others] = terms;
  const list = { pk: shelfPk(walked), descending: true };
  const found: Found[] = [];
  let next = cursor;
  for (let pages = 0; pages < pagesMost; pages++) {
    const page = await table.query(list, { limit, cursor: next });
    const rows = page.items.map(({ sk, row }) => ({ sk: String(sk), row: row as ShelfRow }));
    const meant = rows.filter(({ row }) => others.every((term) => hasTerm(row.terms, term)));
    const room = limit - found.length;
    found.push(...meant.slice(0, room));
    const last = found.at(-1);
    if (meant.length > room && last) return { found, next: encodeCursor(list, [last.sk]) };
    next = page.next;
    if (next === undefined || found.length === limit) return { found, next };
  }
  return { found, next };
}

async function show({ sk, row }: Found, linkTo: LinkTo, now: Date) {
  const { type, name, summary, iconUploadId, fromFen } = row;
  const iconUrl = iconUploadId === undefined ? undefined : await linkTo(iconUploadId, now);
  return { productId: productOfEntry(sk), type, name, summary, iconUrl, fromFen };
}
