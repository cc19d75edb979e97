import type { Change } from '../../kernel/change.ts';
import type { FieldProblem } from '../../kernel/errors.ts';
import type { Table } from '../../table/table.ts';
import { catalogueErrors } from '../errors.ts';
import type { Thing, ThingKeepers } from '../published.ts';
import { thingsOf } from '../steps/things-of-steps.ts';
import { without } from '../types/things.ts';
import { contentOf, type VersionContent } from './content.ts';
import type { Product } from './product.ts';

/** What the table and the keepers of things are needed for. */
export type ThingDeps = { readonly table: Table; readonly things: ThingKeepers };

type Steps = Pick<VersionContent, 'access' | 'plans'>;
const nothing: Steps = { access: {}, plans: [] };

/**
 * The draft names what `to` names in place of what `from` named: new things are taken and others given back. Those of the live version are
 * the product's already, and stay so.
 */
export async function changeThings(
  { table, things }: ThingDeps,
  product: Product,
  { from = nothing, to = nothing }: { readonly from?: Steps; readonly to?: Steps },
): Promise<{ readonly problems: readonly FieldProblem[]; readonly changes: readonly Change[] }> {
  const { productType, live } = product;
  const [held, wanted] = [thingsOf(productType, from), thingsOf(productType, to)];
  const [added, dropped] = [without(wanted, held), without(held, wanted)];
  if (added.length + dropped.length === 0) return { problems: [], changes: [] };

  const sold = live ? thingsOf(productType, await contentOf(table, product.productId, live.number)) : [];
  const taken = await Promise.all(
    without(added, sold).map(async ({ kind, id, pointer }) => {
      const { problem, changes } = await things[kind].take(id, product);
      return { problems: problem ? [{ ...problem, pointer }] : [], changes };
    }),
  );
  const givenBack = await Promise.all(
    without(dropped, sold).map(({ kind, id }) => things[kind].giveBack(id, product)),
  );

  return {
    problems: taken.flatMap(({ problems }) => problems),
    changes: [...taken.flatMap(({ changes }) => changes), ...givenBack.flat()],
  };
}

/** The approved version takes the place of the live one: what it sells newly, and what is sold no longer. */
export async function sellThings(
  { things }: ThingDeps,
  product: Product,
  { replaced = nothing, live }: { readonly replaced?: Steps; readonly live: Steps },
): Promise<Change[]> {
  const [before, after] = [thingsOf(product.productType, replaced), thingsOf(product.productType, live)];
  const left = await Promise.all(
    without(before, after).map(({ kind, id }) => things[kind].stopSelling(id, product)),
  );
  return [...left.flat(), ...without(after, before).flatMap(({ kind, id }) => things[kind].sell(id))];
}

/** That the things sold are those that were reviewed, also when the listing is written. @throws catalogue.thing_changed_since_review */
export async function assertAsReviewed(
  { things }: ThingDeps,
  { productType }: Product,
  content: VersionContent,
): Promise<Change[]> {
  const reviewedAt = content.review?.decidedAt ?? '';
  const found = await Promise.all(
    thingsOf(productType, content).map(({ kind, id }) => things[kind].since(id, reviewedAt)),
  );
  const replaced = found.find((thing) => thing.replaced !== undefined)?.replaced;
  if (replaced !== undefined)
    throw catalogueErrors.thing_changed_since_review({ params: { thing: replaced } });

  return found.flatMap(({ unmoved }) => unmoved);
}

export const names = (product: Product, content: VersionContent, { kind, id }: Thing): boolean =>
  thingsOf(product.productType, content).some((thing) => thing.kind === kind && thing.id === id);
