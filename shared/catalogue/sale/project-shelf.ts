import type { Change } from '../../kernel/change.ts';
import { defineEntity } from '../../table/entity.ts';
import type { Table } from '../../table/table.ts';
import { type Product, productEntity } from '../products/product.ts';
import type { CatalogueRules } from '../rules.ts';
import { entriesOf, type ShelfEntry } from '../shelf/entry.ts';
import { readPage } from '../shelf/page.ts';

type EntryKey = { readonly pk: string; readonly sk: string };

/** Which shelf items a product has, or may have while they are being written, and for which version of the product. */
type Projection = {
  readonly productId: string;
  readonly forVersion: number;
  readonly keys: readonly EntryKey[];
  readonly done: boolean;
  readonly version: number;
};

const projectionEntity = defineEntity<Projection, string>({
  type: 'shelf_projection',
  keyOf: (productId) => ({ pk: productId, sk: 'shelf-projection' }),
  idOf: ({ productId }) => productId,
});

const chunkSize = 40;
const keyText = ({ pk, sk }: EntryKey) => `${pk} ${sk}`;

export type Step = { readonly changes: readonly Change[] };
/** Commits what a step decides, deciding anew when somebody else was faster. */
export type CommitStep = (decide: () => Promise<Step>) => Promise<unknown>;

/**
 * Brings a product's items on the shelf to what the product is now. Decided by the product as it stands, not by the event that said so,
 * and guarded by a record of its own: whichever way events are repeated or overtake each other, the shelf ends as the product is.
 * 1. the record claims this version and names all items, those there and those to come; 2. items are written and removed in steps that
 * fail when a later version has claimed since; 3. the record names what is left.
 */
export async function projectSearch(
  { table, rules }: { table: Table; rules: CatalogueRules },
  productId: string,
  commit: CommitStep,
): Promise<void> {
  let plan: Plan | undefined;
  await commit(async () => {
    plan = await claim(table, rules, productId);
    return { changes: plan?.changes ?? [] };
  });
  if (!plan) return;
  const { claimed, wanted } = plan;
  const kept = new Set(wanted.map(keyText));
  const writes: Change[] = [
    ...wanted.map(putEntry),
    ...claimed.keys
      .filter((key) => !kept.has(keyText(key)))
      .map(({ pk, sk }): Change => ({ writes: [{ kind: 'remove', key: { pk, sk } }] })),
  ];
  for (let from = 0; from < writes.length; from += chunkSize)
    await commit(async () => ({ changes: [stillClaimed(claimed), ...writes.slice(from, from + chunkSize)] }));
  await commit(async () => ({
    changes: [
      projectionEntity.save(claimed, {
        ...claimed,
        keys: wanted.map(({ pk, sk }) => ({ pk, sk })),
        done: true,
      }),
    ],
  }));
}

type Plan = {
  readonly claimed: Projection;
  readonly wanted: readonly ShelfEntry[];
  readonly changes: readonly Change[];
};

async function claim(table: Table, rules: CatalogueRules, productId: string): Promise<Plan | undefined> {
  const [product, before] = await Promise.all([
    productEntity.get(table, productId),
    projectionEntity.get(table, productId),
  ]);
  if (!product || (before?.done && before.forVersion >= product.version)) return undefined;
  const page = product.shelf === 'listed' ? await readPage(table, productId) : undefined;
  const wanted = page ? entriesOf(page, rules) : [];
  const keys = new Map(
    [...(before?.keys ?? []), ...wanted].map(({ pk, sk }) => [keyText({ pk, sk }), { pk, sk }]),
  );
  const next = { productId, forVersion: product.version, keys: [...keys.values()], done: false };
  const claimed = { ...next, version: (before?.version ?? 0) + 1 };
  const change = before ? projectionEntity.save(before, next) : projectionEntity.create(claimed);
  return { claimed, wanted, changes: [change, unchanged(product)] };
}

/** Page and product are read one after the other: what was decided holds only if the product did not change meanwhile. */
const unchanged = ({ productId, version }: Product): Change => ({
  writes: [
    { kind: 'check', key: productEntity.keyOf(productId), condition: 'v = :v', values: { ':v': version } },
  ],
});

const stillClaimed = ({ productId, version }: Projection): Change => ({
  writes: [
    { kind: 'check', key: projectionEntity.keyOf(productId), condition: 'v = :v', values: { ':v': version } },
  ],
});

const putEntry = ({ pk, sk, row }: ShelfEntry): Change => ({
  writes: [
    {
      kind: 'update',
      key: { pk, sk },
      expression: 'SET #row = :row',
      names: { '#row': 'row' },
      values: { ':row': row },
    },
  ],
});
