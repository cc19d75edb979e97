import { defaultMarketRules, type MarketRules } from './market-rules.ts';

/** Every figure of admission that a deployment may change (`spec/1-onboarding.md`). */
export type SellerRules = {
  readonly markets: MarketRules;
  /** a seller is reminded this many days before a document expires */
  readonly documentReminderDays: number;
  /** a new copy of an expired document must be filed within this many days */
  readonly documentFilingDays: number;
};

export const defaultSellerRules: SellerRules = { markets: defaultMarketRules, documentReminderDays: 30, documentFilingDays: 30 };
