import type { Change } from '../../kernel/change.ts';
import { pack, unpack } from '../../kernel/packed.ts';
import type { Table } from '../../table/table.ts';
import type { ThingCard, ThingOnSale } from '../published.ts';
import type { ProductSteps } from '../steps/product-steps.ts';
import { thingsOf } from '../steps/things-of-steps.ts';
import type { ProductTypeName } from '../types/product-types.ts';

/**
 * All that a product page shows, as one item beside the product: read at once, eventually consistent, for one unit. The documents for
 * reviewers are not in it.
 */
export type Page = {
  readonly productId: string;
  readonly sellerId: string;
  readonly number: number;
  readonly type: ProductTypeName;
  readonly access: ProductSteps['access'];
  readonly basic: ProductSteps['basic'];
  readonly business: Omit<ProductSteps['business'], 'testReportUploadId' | 'certificateUploadIds'>;
  readonly plans: ProductSteps['plans'];
  /** what buyers see of the things that the plans sell */
  readonly things: readonly ThingCard[];
  readonly agreement: Omit<ProductSteps['agreement'], 'text'>;
  readonly agreementVersion: string;
  readonly store: { readonly name?: string; readonly logoUploadId?: string };
  readonly listedAt?: string;
};

const keyOf = (productId: string) => ({ pk: productId, sk: 'page' });

/** Bytes of the page's item. */
export const pageBytes = (page: Page): number => pack(page).byteLength + keyOf(page.productId).pk.length + 40;

/** Shows the page from now on, whatever was shown before; committed with the product, whose version keeps the order. */
export const putPage = (page: Page): Change => ({
  writes: [
    {
      kind: 'update',
      key: keyOf(page.productId),
      expression: 'SET packed = :packed, #type = :type',
      names: { '#type': 'type' },
      values: { ':packed': pack(page), ':type': 'product_page' },
    },
  ],
});

export const removePage = (productId: string): Change => ({
  writes: [{ kind: 'remove', key: keyOf(productId) }],
});

/** The page of a listed product; undefined for everything that buyers must not see. */
export async function readPage(
  table: Table,
  productId: string,
  options?: { eventual?: boolean },
): Promise<Page | undefined> {
  const item = await table.get(keyOf(productId), options);
  return item && unpack<Page>(item.packed as Uint8Array);
}

/** For the contexts that keep things: what they show buyers of a plan on sale. */
export const thingOnSale =
  (table: Table): ThingOnSale =>
  async (productId, planId, kind) => {
    const page = await readPage(table, productId, { eventual: true });
    const plan = page?.plans.find((one) => one.planId === planId);
    if (!page || !plan) return undefined;
    const [thing] = thingsOf(page.type, { access: {}, plans: [plan] }).filter((one) => one.kind === kind);
    return page.things.find((card) => card.kind === kind && card.id === thing?.id);
  };
