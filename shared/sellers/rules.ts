import { builtInCalendar, type Calendar } from '../china/working-days.ts';
import type { Attributes } from '../kernel/change.ts';
import type { Limit } from '../kernel/limits.ts';
import { withOverrides } from '../kernel/rules.ts';
import { checkMarkets } from './markets/check-markets.ts';
import type { MarketRow } from './markets/market-rules.ts';

/** Every figure of admission that a deployment may change (`docs/rules/1-onboarding.md`, "The application", "Review"). */
export type SellerRules = {
  /** what a deployment changes in the conditions of markets, and when */
  readonly markets: readonly MarketRow[];
  /** a seller is reminded this many days before a document expires */
  readonly documentReminderDays: number;
  /** a new copy of an expired document must be filed within this many days */
  readonly documentFilingDays: number;
  /** an operator should have looked at a settlement account within so many */
  readonly accountReviewWorkingDays: number;
  /** what one person may make in a while */
  readonly limits: { readonly applications: Limit };
  /** days off and make-up days that the built-in calendar does not know */
  readonly calendar: Calendar;
};

export const defaultSellerRules: SellerRules = {
  markets: [],
  documentReminderDays: 30,
  documentFilingDays: 30,
  accountReviewWorkingDays: 3,
  limits: {
    applications: {
      name: 'applications',
      per: 'day',
      most: 30,
      zh: '新建的入驻申请数',
      en: 'new applications',
    },
  },
  calendar: builtInCalendar,
};

/** The rules with a deployment's own figures and rows. @throws for a name that does not exist, or a figure or row that cannot be */
export function sellerRulesWith(overrides: Attributes | undefined): SellerRules {
  const rules = withOverrides(defaultSellerRules, overrides);
  return { ...rules, markets: checkMarkets(rules.markets) };
}
