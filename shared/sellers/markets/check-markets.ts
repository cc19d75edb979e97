import * as z from 'zod';
import { checkRows, rowDates } from '../../china/check-rows.ts';
import { type MarketRow, markets } from './market-rules.ts';

const Name = z.string().trim().min(1).max(40);
const Amount = z.int().min(0);

const Row = z.strictObject({
  ...rowDates,
  market: z.enum(markets),
  zh: Name.optional(),
  en: Name.optional(),
  depositFen: Amount.optional(),
  applicants: z
    .array(z.enum(['company', 'individual']))
    .min(1)
    .optional(),
  minimumStaffCount: Amount.optional(),
  minimumExperienceMonths: Amount.optional(),
  serviceHours: z.enum(['5x8', '7x24']).optional(),
  extras: z
    .array(z.enum(['cloud_image', 'platform_cloud', 'data_authorization', 'operation_plan']))
    .optional(),
  reviewWorkingDays: Amount.max(1000).optional(),
});

/** A deployment's rows about the conditions of markets. @throws for a row that is none, naming it and what is wrong */
export const checkMarkets = (rows: readonly unknown[], path = 'rules.sellers.markets'): MarketRow[] =>
  checkRows({ fields: Row, about: ({ market }) => market }, rows, path);
