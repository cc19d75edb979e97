import * as z from 'zod';
import { defineContract } from '../../kernel/contract.ts';
import { ProductId } from '../../kernel/id-input.ts';
import { pageInput, pageOf } from '../../kernel/page.ts';
import { catalogueErrors } from '../errors.ts';
import { ProductTypeName } from '../types/product-types.ts';
import { ProductPage } from './page-view.ts';

export const Category = z.object({ categoryId: z.string(), zh: z.string(), en: z.string() });

export const ShelfItem = z.object({
  productId: z.string(),
  type: ProductTypeName,
  /** long names and summaries are cut */
  name: z.string(),
  summary: z.string(),
  iconUrl: z.string().optional(),
  fromFen: z.int(),
});

export const AgreementView = z.object({
  productId: z.string(),
  agreementVersion: z.string(),
  kind: z.enum(['template', 'upload']),
  text: z.string().optional(),
  url: z.string().optional(),
});

/** Both levels. */
export const CategoryList = z.object({ items: z.array(Category.extend({ children: z.array(Category) })) });

const open = { method: 'GET', auth: 'public', idempotency: 'no' } as const;

export const shelfContract = defineContract({
  listCategories: {
    ...open,
    path: '/v1/categories',
    summary: { zh: '商品类目', en: 'Categories of the shelf, both levels' },
    input: z.strictObject({}),
    output: CategoryList,
    errors: [],
  },
  browseProducts: {
    ...open,
    path: '/v1/products',
    summary: { zh: '浏览和搜索商品', en: 'Browse and search products on sale' },
    input: z.strictObject({
      /** first or second level */
      categoryId: z.string().min(1).max(60).optional(),
      tag: z.string().trim().min(1).max(40).optional(),
      type: ProductTypeName.optional(),
      /** all words must be met */
      q: z.string().trim().min(1).max(100).optional(),
      sort: z.enum(['newest']).default('newest'),
      ...pageInput,
    }),
    output: pageOf(ShelfItem),
    errors: [catalogueErrors.category_not_found],
  },
  showProductPage: {
    ...open,
    path: '/v1/products/{productId}',
    summary: { zh: '商品页面', en: 'The page of a product on sale' },
    input: z.strictObject({ productId: ProductId }),
    output: ProductPage,
    errors: [catalogueErrors.product_not_found],
  },
  showProductAgreement: {
    ...open,
    path: '/v1/products/{productId}/agreement',
    summary: { zh: '商品用户协议', en: 'The end-user agreement of a product on sale' },
    input: z.strictObject({ productId: ProductId }),
    output: AgreementView,
    errors: [catalogueErrors.product_not_found],
  },
  showEntitlementAgreement: {
    method: 'GET',
    path: '/v1/entitlements/{entitlementId}/agreement',
    summary: {
      zh: '购买时接受的用户协议（下架后仍可查看）',
      en: 'The agreement that I accepted when I bought it, on sale or not',
    },
    auth: 'buyer',
    idempotency: 'no',
    input: z.strictObject({ entitlementId: z.string().min(1).max(64) }),
    output: AgreementView,
    errors: [catalogueErrors.entitlement_not_found],
  },
});
