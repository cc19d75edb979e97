import type * as z from 'zod';
import { type FieldProblem, type Language, sentenceIn } from '../../kernel/errors.ts';
import { fieldProblems } from '../../kernel/validation.ts';
import { checkTags } from '../categories.ts';
import type { ProductSteps } from '../products/content.ts';
import type { CatalogueRules } from '../rules.ts';
import { type Plan, type ProductTypeName, productTypes } from '../types/product-types.ts';
import { completeAccess } from './access.ts';
import { completeAgreement } from './agreement.ts';
import { completeBasic } from './basic.ts';
import { completeBusiness } from './business.ts';

export const stepNames = ['access', 'basic', 'business', 'plans', 'agreement'] as const;
export type StepName = (typeof stepNames)[number];

const check = (schema: z.ZodType, value: unknown): FieldProblem[] => {
  const result = schema.safeParse(value);
  return result.success ? [] : fieldProblems(result.error.issues as z.core.$ZodIssue[]);
};

const problem = (pointer: string, code: string, zh: string, en: string): FieldProblem => ({ pointer, code, zh, en });

/** What keeps a plan from being sold; pointers into the plan. */
export const problemsOfPlan = (type: ProductTypeName, plan: Plan, rules: CatalogueRules): FieldProblem[] =>
  check(productTypes[type].completePlan(rules), plan);

function problemsOfPlans(type: ProductTypeName, plans: readonly Plan[], rules: CatalogueRules): FieldProblem[] {
  const problems = plans.flatMap((plan, place) =>
    problemsOfPlan(type, plan, rules).map((found) => ({ ...found, pointer: `/${place}${found.pointer}` })),
  );
  if (plans.length === 0) problems.push(problem('', 'required', '至少需要一个规格。', 'At least one plan is needed.'));
  const packages = plans.reduce((count, plan) => count + plan.packages.length, 0);
  if (packages > rules.packagesMostPerProduct)
    problems.push(
      problem(
        '',
        'too_many_packages',
        `全部规格的套餐包合计最多 ${rules.packagesMostPerProduct} 个。`,
        `All plans together have ${rules.packagesMostPerProduct} packages at most.`,
      ),
    );
  for (const [place, { name }] of plans.entries())
    if (name && plans.findIndex((other) => other.name === name) < place)
      problems.push(problem(`/${place}/name`, 'duplicate_name', '规格名称重复。', 'Another plan has this name.'));
  return problems;
}

/** Every failing field of one step; pointers into the step (`spec/2-catalogue.md`, "The wizard"). */
export function problemsOfStep(step: StepName, type: ProductTypeName, steps: ProductSteps, rules: CatalogueRules): FieldProblem[] {
  const module = productTypes[type];
  switch (step) {
    case 'access':
      return check(completeAccess(rules, module.completeAccess()), steps.access);
    case 'basic':
      return check(completeBasic(rules), steps.basic);
    case 'business':
      return [
        ...check(completeBusiness(rules, module.requiredDocuments), steps.business),
        ...checkTags(steps.business.tags ?? [], '/tags', { maximum: rules.tagsMost, length: rules.tagCharacters }),
      ];
    case 'plans':
      return problemsOfPlans(type, steps.plans, rules);
    case 'agreement':
      return check(completeAgreement(rules), steps.agreement);
  }
}

/** Every failing field of a product, `/basic/summary`. */
export const problemsOf = (type: ProductTypeName, steps: ProductSteps, rules: CatalogueRules): FieldProblem[] =>
  stepNames.flatMap((step) => problemsOfStep(step, type, steps, rules).map((found) => ({ ...found, pointer: `/${step}${found.pointer}` })));

export const problemViews = (problems: readonly FieldProblem[], language: Language) =>
  problems.map(({ pointer, code, ...text }) => ({ pointer, code, detail: sentenceIn(text, language) }));
