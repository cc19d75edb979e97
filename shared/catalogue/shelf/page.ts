import { type ApiGroup, apiGroupEntity } from '../../apis/groups/api-group.ts';
import type { Change } from '../../kernel/change.ts';
import { pack, unpack } from '../../kernel/packed.ts';
import type { Table } from '../../table/table.ts';
import type { StoreCard } from '../ports.ts';
import type { ProductSteps, VersionContent } from '../products/content.ts';
import { groupsOf } from '../products/group-binding.ts';
import type { Product } from '../products/product.ts';

type PageGroup = Pick<ApiGroup, 'groupId' | 'prefix' | 'apiCount'>;

/**
 * All that a product page shows, as one item beside the product: read at once, eventually consistent, for one unit. The documents for
 * reviewers are not in it.
 */
export type Page = {
  readonly productId: string;
  readonly sellerId: string;
  readonly number: number;
  readonly type: Product['productType'];
  readonly access: ProductSteps['access'];
  readonly basic: ProductSteps['basic'];
  readonly business: Omit<ProductSteps['business'], 'testReportUploadId' | 'certificateUploadIds'>;
  readonly plans: ProductSteps['plans'];
  readonly groups: readonly PageGroup[];
  readonly agreement: Omit<ProductSteps['agreement'], 'text'>;
  readonly agreementVersion: string;
  readonly store: { readonly name?: string; readonly logoUploadId?: string };
  readonly listedAt?: string;
};

const keyOf = (productId: string) => ({ pk: productId, sk: 'page' });

type Parts = {
  readonly product: Product;
  readonly content: VersionContent;
  readonly agreementVersion: string;
};

/** Reads what a page takes from elsewhere and puts it together. */
export async function makePage(
  { table, storeCard }: { readonly table: Table; readonly storeCard: StoreCard },
  { product, content, agreementVersion }: Parts,
): Promise<Page> {
  const { testReportUploadId: _report, certificateUploadIds: _certificates, ...business } = content.business;
  const { text: _text, ...agreement } = content.agreement;
  const [store, items] = await Promise.all([
    storeCard(product.sellerId),
    Promise.all(groupsOf(content.plans).map((groupId) => apiGroupEntity.get(table, groupId))),
  ]);
  const groups = items.flatMap((group) =>
    group ? [{ groupId: group.groupId, prefix: group.prefix, apiCount: group.apiCount }] : [],
  );
  return {
    productId: product.productId,
    sellerId: product.sellerId,
    number: content.number,
    type: product.productType,
    access: content.access,
    basic: content.basic,
    business,
    plans: content.plans,
    groups,
    agreement,
    agreementVersion,
    store: { ...store },
    listedAt: product.listedAt,
  };
}

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
