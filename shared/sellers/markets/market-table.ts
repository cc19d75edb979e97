import * as z from 'zod';
import { type RuleTable, rowDates, ruleTable } from '../../china/rule-table.ts';
import { defaultMarketRules, type Market, type MarketRules, markets } from './market-rules.ts';

const Name = z.string().trim().min(1).max(40);
const Amount = z.int().min(0);

/** What changes in a market's conditions; what the row leaves out stays as it was. */
const MarketRow = z.strictObject({
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

/** A deployment's changes to the conditions of markets, each with the days on which it holds. */
export type MarketTable = RuleTable<z.output<typeof MarketRow>>;

export const builtInMarkets: MarketTable = ruleTable({ fields: MarketRow, about: ({ market }) => market });

/** The conditions of all markets on the Shanghai day of `at`: what several rows say of a field, the later `from` decides. */
export function marketRulesAt(table: MarketTable, at: Date): MarketRules {
  const rules: Record<Market, MarketRules[Market]> = { ...defaultMarketRules };
  for (const { from: _, until: __, market, ...changed } of table.rowsAt(at))
    rules[market] = { ...rules[market], ...changed };
  return rules;
}
