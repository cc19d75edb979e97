import { type Dates, rowsAt } from '../../china/dated-rows.ts';
import type { ServiceLevel } from '../../china/service-hours.ts';

/** The parts of the marketplace that a seller can be admitted to. (`docs/rules/1-onboarding.md`, "The application") */
export const markets = [
  'software',
  'service',
  'site_building',
  'enterprise_software',
  'solution',
  'security',
  'data',
  'api',
] as const;
export type Market = (typeof markets)[number];

export type ApplicantKind = 'company' | 'individual';

/** What a market asks for beyond numbers. */
export type MarketExtra = 'cloud_image' | 'platform_cloud' | 'data_authorization' | 'operation_plan';

/** One row of the table of conditions; a minimum of 0 asks for nothing. */
export type MarketRule = {
  zh: string;
  en: string;
  depositFen: number;
  applicants: readonly ApplicantKind[];
  minimumStaffCount: number;
  minimumExperienceMonths: number;
  serviceHours: ServiceLevel;
  extras: readonly MarketExtra[];
  reviewWorkingDays: number;
};
export type MarketRules = Readonly<Record<Market, MarketRule>>;

const base = {
  applicants: ['company'],
  minimumStaffCount: 0,
  minimumExperienceMonths: 0,
  serviceHours: '5x8',
  extras: [],
  reviewWorkingDays: 3,
} as const;
const handWork = {
  ...base,
  minimumStaffCount: 15,
  minimumExperienceMonths: 12,
  extras: ['platform_cloud'],
  depositFen: 2_000_000,
} as const;
const anybody = { ...base, applicants: ['company', 'individual'], depositFen: 200_000 } as const;

/** The table of `docs/rules/1-onboarding.md`, "The application" and "Review". */
export const defaultMarketRules: MarketRules = {
  software: {
    ...base,
    zh: '基础软件',
    en: 'software',
    depositFen: 500_000,
    serviceHours: '7x24',
    extras: ['cloud_image'],
  },
  service: { ...handWork, zh: '服务', en: 'service' },
  site_building: { ...handWork, zh: '建站', en: 'site-building' },
  enterprise_software: { ...base, zh: '企业软件', en: 'enterprise software', depositFen: 500_000 },
  solution: { ...base, zh: '解决方案', en: 'solution', depositFen: 3_000_000 },
  security: { ...base, zh: '安全', en: 'security', depositFen: 500_000 },
  data: { ...anybody, zh: '数据', en: 'data', extras: ['data_authorization'] },
  api: {
    ...anybody,
    zh: 'API',
    en: 'API',
    extras: ['data_authorization', 'operation_plan'],
    reviewWorkingDays: 1,
  },
};

/** What a deployment changes in a market's conditions, and when; what the row leaves out stays as it was. */
export type MarketRow = Dates & { readonly market: Market } & Partial<MarketRule>;

/** The conditions of all markets on the Shanghai day of `at`: of what several rows say of a field, the later `from` decides. */
export function marketRulesAt(rows: readonly MarketRow[], at: Date): MarketRules {
  const rules: Record<Market, MarketRule> = { ...defaultMarketRules };
  for (const { from: _, until: __, market, ...changed } of rowsAt(rows, at))
    rules[market] = { ...rules[market], ...changed };
  return rules;
}

/** Deposit in fen that a seller of these markets must leave: the highest of them, once. No market: 0. (`docs/rules/1-onboarding.md`, "Deposit") */
export const requiredDeposit = (of: readonly Market[], rules: MarketRules): number =>
  of.reduce((most, market) => Math.max(most, rules[market].depositFen), 0);

/** Working days that a review of these markets may take: the shortest of them counts. (`docs/rules/1-onboarding.md`, "Review") */
export const reviewWorkingDays = (of: readonly Market[], rules: MarketRules): number =>
  of.reduce(
    (least, market) => Math.min(least, rules[market].reviewWorkingDays),
    of.length > 0 ? Number.MAX_SAFE_INTEGER : 0,
  );
