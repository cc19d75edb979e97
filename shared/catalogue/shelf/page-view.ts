import * as z from 'zod';
import { Hours } from '../steps/hours.ts';
import { PlanOnPage, ProductTypeName } from '../types/product-types.ts';

const CategoryName = z.object({ categoryId: z.string(), zh: z.string(), en: z.string() });

/** A product page, and its preview: what a draft lacks is left out. The test report is never part of it. */
export const ProductPage = z.object({
  productId: z.string(),
  /** version of the product shown */
  number: z.int(),
  type: ProductTypeName,
  name: z.string().optional(),
  summary: z.string().optional(),
  description: z.string().optional(),
  iconUrl: z.string().optional(),
  pictureUrls: z.array(z.string()),
  screenshotUrls: z.array(z.string()),
  highlights: z.array(z.string()),
  cases: z.string().optional(),
  guideUrl: z.string().optional(),
  openSourceStatementUrl: z.string().optional(),
  support: z.object({
    hotline: z.string().optional(),
    email: z.string().optional(),
    hours: Hours.optional(),
  }),
  afterSaleScope: z.string().optional(),
  category: z.object({ first: CategoryName, second: CategoryName }).optional(),
  tags: z.array(z.string()),
  seo: z.object({
    title: z.string().optional(),
    keywords: z.string().optional(),
    description: z.string().optional(),
  }),
  plans: z.array(PlanOnPage),
  currency: z.literal('CNY'),
  refundClass: z.enum(['application', 'service', 'tool']),
  /** the text is read with `GET /v1/products/{productId}/agreement`, an uploaded one by its address */
  agreement: z
    .object({
      kind: z.enum(['template', 'upload']),
      agreementVersion: z.string(),
      url: z.string().optional(),
    })
    .optional(),
  delistingPolicy: z.string().optional(),
  store: z.object({ sellerId: z.string(), name: z.string().optional(), logoUrl: z.string().optional() }),
  listedAt: z.iso.datetime().optional(),
});
export type ProductPage = z.output<typeof ProductPage>;
