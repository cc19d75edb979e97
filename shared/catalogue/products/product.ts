import * as z from 'zod';
import type { OpenCase } from '../../cases/case.ts';
import { queuePlace } from '../../cases/queue.ts';
import { become, type Lifecycle } from '../../kernel/lifecycle.ts';
import { shortName } from '../../kernel/text/short-text.ts';
import { defineEntity } from '../../table/entity.ts';
import { placeOf } from '../../table/list-page.ts';
import type { Table } from '../../table/table.ts';
import { catalogueErrors } from '../errors.ts';
import type { ProductTypeName } from '../types/product-types.ts';

/** Of the version that is worked on. An approved one is no longer worked on: it is the live one. */
export const VersionStatus = z.enum(['draft', 'in_review', 'approved', 'rejected']);
export type VersionStatus = z.output<typeof VersionStatus>;
export const versionLifecycle = {
  draft: { zh: '草稿', en: 'a draft', next: ['in_review'] },
  in_review: { zh: '审核中', en: 'in review', next: ['approved', 'rejected', 'draft'] },
  rejected: { zh: '已驳回', en: 'rejected', next: ['draft'] },
  approved: { zh: '已通过', en: 'approved', next: [] },
} as const satisfies Lifecycle<VersionStatus>;

/** Of the product: whether buyers see it. */
export const ShelfStatus = z.enum(['unlisted', 'listed', 'delisted']);
export type ShelfStatus = z.output<typeof ShelfStatus>;
export const shelfLifecycle = {
  unlisted: { zh: '未上架', en: 'not listed', next: ['listed'] },
  listed: { zh: '已上架', en: 'listed', next: ['delisted'] },
  delisted: { zh: '已下架', en: 'delisted', next: ['listed'] },
} as const satisfies Lifecycle<ShelfStatus>;

/** What people call the product's status (`docs/rules/2-catalogue.md`, "Review and life cycle"). */
export const ProductStatus = z.enum(['draft', 'in_review', 'rejected', 'approved', 'listed', 'delisted']);
export type ProductStatus = z.output<typeof ProductStatus>;

export type WorkingVersion = {
  readonly number: number;
  readonly name?: string;
  readonly status: VersionStatus;
};

/**
 * A product: at most one version that is worked on, and the approved one that is or may be on sale. What the versions hold stands in
 * items of their own (`content.ts`), so that this one stays small.
 */
export type Product = {
  readonly productId: string;
  readonly sellerId: string;
  /** user id of whoever made it */
  readonly createdBy: string;
  readonly productType: ProductTypeName;
  readonly shelf: ShelfStatus;
  readonly working?: WorkingVersion;
  /** while the version that is worked on is in review; what was decided stands with its content */
  readonly review?: OpenCase;
  readonly live?: { readonly number: number; readonly name: string };
  readonly lastNumber: number;
  readonly createdAt: string;
  readonly listedAt?: string;
  readonly delistedAt?: string;
  readonly version: number;
};

export const productStatus = ({ shelf, live, working }: Product): ProductStatus =>
  shelf !== 'unlisted' ? shelf : live ? 'approved' : (working?.status ?? 'draft');

const nameOf = ({ live, working }: Product): string | undefined => live?.name ?? working?.name;

/** What a version calls the product, which may be another name than the one on sale. */
const nameInVersion = ({ live, working, productId }: Product, number: number): string =>
  (working?.number === number ? working.name : live?.name) ?? productId;

/** So that twenty rows cost one read unit. */
const rowNameCharacters = 28;

/** The columns of every list that products stand in. */
export const productRow = (product: Product) => ({
  productId: product.productId,
  sellerId: product.sellerId,
  type: product.productType,
  name: nameOf(product) && shortName(nameOf(product) ?? '', rowNameCharacters),
  status: productStatus(product),
  ...(product.live && product.working && { change: product.working.status }),
  ...(product.review && { submittedAt: product.review.openedAt, dueAt: product.review.dueAt }),
});

export const productsOf = (sellerId: string): string => `products#${sellerId}`;

export const productEntity = defineEntity<Product, string>({
  type: 'product',
  keyOf: (productId) => ({ pk: productId, sk: 'product' }),
  idOf: ({ productId }) => productId,
  lists: (product) => ({
    list1: { pk: productsOf(product.sellerId), sk: placeOf(product.productId) },
    list3: queuePlace(product.review, nameInVersion(product, product.working?.number ?? 0)),
  }),
  row: (product) => productRow(product),
});

/** @throws catalogue.shelf_not_movable */
export const moveShelf = (product: Product, to: ShelfStatus): Product => ({
  ...product,
  shelf: become<ShelfStatus, { status: ShelfStatus }>(
    shelfLifecycle,
    { status: product.shelf },
    to,
    catalogueErrors.shelf_not_movable,
  ).status,
});

/** @throws catalogue.version_not_movable */
export const moveVersion = (working: WorkingVersion, to: VersionStatus): WorkingVersion =>
  become<VersionStatus, WorkingVersion>(versionLifecycle, working, to, catalogueErrors.version_not_movable);

/** What every product event tells. */
export const productData = (product: Product, number: number) => ({
  productId: product.productId,
  sellerId: product.sellerId,
  type: product.productType,
  name: nameOf(product),
  number,
});

/** The same of a version that was handed in: it has a name. */
export const namedData = (product: Product, number: number) => ({
  ...productData(product, number),
  name: nameInVersion(product, number),
});

/** The seller's own product; another seller's does not exist for it. @throws catalogue.product_not_found */
export async function ownProduct(table: Table, sellerId: string, productId: string): Promise<Product> {
  const product = await productEntity.get(table, productId);
  if (product?.sellerId !== sellerId) throw catalogueErrors.product_not_found();
  return product;
}
