import * as z from 'zod';
import { countingRules } from '../offer.ts';

/** What was bought, as orders and entitlements show it. Names may be shortened. */
export const boughtFields = {
  sellerId: z.string(),
  productId: z.string(),
  productVersion: z.int(),
  productName: z.string(),
  planId: z.string(),
  planName: z.string(),
  packageId: z.string(),
  productType: z.enum(['api']),
  calls: z.int(),
  countingRule: z.enum(countingRules),
  validityDays: z.int(),
};
