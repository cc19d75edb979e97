import { defaultApiRules } from './apis/rules.ts';
import { defaultBillingRules } from './billing/rules.ts';
import { defaultCaseRules } from './cases/rules.ts';
import { defaultCatalogueRules } from './catalogue/rules.ts';
import { defaultTextCheckRules } from './catalogue/text-checks/check-texts.ts';
import { marketsOfTypes } from './catalogue/types/product-types.ts';
import { checkCalendar } from './china/check-calendar.ts';
import { shanghaiDay, shanghaiYear } from './china/shanghai.ts';
import { builtInCalendar, isYearKnown } from './china/working-days.ts';
import { defaultFulfilmentRules } from './fulfilment/rules.ts';
import { defaultIdentityRules } from './identity/rules.ts';
import type { Attributes } from './kernel/change.ts';
import { withOverrides } from './kernel/rules.ts';
import { defaultMeteringRules } from './metering/rules.ts';
import { defaultOrderRules } from './orders/rules.ts';
import { defaultAddressRules } from './outside/seller-endpoint/address-policy.ts';
import { defaultSellerRules, sellerRulesWith } from './sellers/rules.ts';
import { defaultUploadsRules } from './uploads/rules.ts';

/** Every figure that a deployment may override and every table that it may add rows to, by the name that functions ask for; `calendar` holds for all contexts. */
export const ruleDefaults = {
  addresses: defaultAddressRules,
  apis: defaultApiRules,
  billing: defaultBillingRules,
  calendar: builtInCalendar,
  cases: defaultCaseRules,
  catalogue: defaultCatalogueRules,
  fulfilment: defaultFulfilmentRules,
  identity: defaultIdentityRules,
  marketsOfTypes,
  metering: defaultMeteringRules,
  orders: defaultOrderRules,
  sellers: defaultSellerRules,
  textChecks: defaultTextCheckRules,
  uploads: defaultUploadsRules,
};

/**
 * What every function would find wrong when it starts, before anything is deployed.
 * @throws for a name that does not exist, a figure of another kind or a row that is none, naming it and what is wrong
 */
export function assertRules(overrides: Readonly<Record<string, unknown>>): void {
  const rules = withOverrides(ruleDefaults, overrides as Attributes);

  for (const [context, own] of Object.entries(overrides))
    if (Object.hasOwn(own as object, 'calendar'))
      throw new Error(`rules.${context}.calendar: no such rule; rules.calendar holds for all contexts`);
  checkCalendar(rules.calendar);
  sellerRulesWith(overrides.sellers as Attributes | undefined);
}

/** Years whose days off are needed by now and that nobody told: this one, and from December on the next, which is published by then. */
export function unknownYears(overrides: Readonly<Record<string, unknown>>, now: Date): number[] {
  const calendar = checkCalendar(withOverrides(ruleDefaults, overrides as Attributes).calendar);
  const year = shanghaiYear(now);
  const needed = shanghaiDay(now).slice(5) >= '12-01' ? [year, year + 1] : [year];
  return needed.filter((one) => !isYearKnown(one, calendar));
}
