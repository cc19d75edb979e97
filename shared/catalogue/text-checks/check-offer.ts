import type { Finding } from './finding.ts';

/** What the check looks at of a product's plans; prices in fen. */
export type OfferedPlan = { readonly options: readonly { readonly amountFen?: number }[] };

/**
 * Warnings about an offer: a package at a price of zero beside paid ones (a wholly free product is fine), and no customer case.
 * (`docs/rules/2-catalogue.md`, "Checks before a person looks")
 */
export function checkOffer(
  plans: readonly OfferedPlan[],
  caseCount: number,
  plansPointer = '/sales/plans',
  casesPointer = '/basic/cases',
): Finding[] {
  const findings: Finding[] = [];
  const isPaid = plans.some((plan) => plan.options.some(({ amountFen = 0 }) => amountFen > 0));
  for (const [planIndex, plan] of plans.entries()) {
    for (const [index, { amountFen = 0 }] of plan.options.entries()) {
      if (!isPaid || amountFen !== 0) continue;
      findings.push({
        code: 'zero_price',
        severity: 'warning',
        pointer: `${plansPointer}/${planIndex}/options/${index}/amountFen`,
        excerpt: '0',
        zh: '商品有付费套餐包，但此套餐包价格为零',
        en: 'This package costs nothing while others of the product are paid',
      });
    }
  }
  if (caseCount === 0) {
    findings.push({
      code: 'missing_cases',
      severity: 'warning',
      pointer: casesPointer,
      excerpt: '',
      zh: '没有填写客户案例',
      en: 'There are no customer cases',
    });
  }
  return findings;
}
