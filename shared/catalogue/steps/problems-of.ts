import type * as z from 'zod';
import { type FieldProblem, type Language, sentenceIn } from '../../kernel/errors.ts';
import { fieldProblems } from '../../kernel/validation.ts';
import { checkTags } from '../categories.ts';
import type { CatalogueRules } from '../rules.ts';
import { checkTexts, type TextCheckRules } from '../text-checks/check-texts.ts';
import type { Finding, PointedText } from '../text-checks/finding.ts';
import type { Plan } from '../types/product-type.ts';
import { type ProductTypeName, productTypes } from '../types/product-types.ts';
import { completeAccess } from './access.ts';
import { completeAgreement } from './agreement.ts';
import { completeBasic } from './basic.ts';
import { completeBusiness } from './business.ts';
import type { ProductSteps } from './product-steps.ts';
import { textsOfStep } from './texts-of-steps.ts';

export const stepNames = ['access', 'basic', 'business', 'plans', 'agreement'] as const;
export type StepName = (typeof stepNames)[number];

const check = (schema: z.ZodType, value: unknown): FieldProblem[] => {
  const result = schema.safeParse(value, { reportInput: true });
  return result.success ? [] : fieldProblems(result.error.issues as z.core.$ZodIssue[]);
};

const problem = (pointer: string, code: string, zh: string, en: string): FieldProblem => ({
  pointer,
  code,
  zh,
  en,
});

/** What the fields of a product are checked against: its forms' rules, and what its texts may not say. */
export type StepChecks = { readonly rules: CatalogueRules; readonly textRules: TextCheckRules };

/** `problems` keep a step from being submitted, blocking `findings` in its texts among them; other findings are told with it. */
export type CheckedStep = {
  readonly problems: readonly FieldProblem[];
  readonly findings: readonly Finding[];
};

const lengthCodes = ['too_long', 'too_big', 'tag_length'];

/** Looks for what texts may not say, in those that are as short as their fields ask: what is too long has to be written anew anyway. */
function withTexts(
  fields: readonly FieldProblem[],
  texts: readonly PointedText[],
  { textRules }: StepChecks,
): CheckedStep {
  const tooLong = new Set(
    fields.filter(({ code }) => lengthCodes.includes(code)).map(({ pointer }) => pointer),
  );
  const shortEnough = texts.filter(({ pointer }) => !tooLong.has(pointer));
  const findings = checkTexts(shortEnough, textRules);
  const blocking = findings.filter(({ severity }) => severity === 'blocking');
  return {
    problems: [...fields, ...blocking.map(({ pointer, code, zh, en }) => problem(pointer, code, zh, en))],
    findings,
  };
}

const fieldsOfPlan = (type: ProductTypeName, plan: Plan, rules: CatalogueRules): FieldProblem[] =>
  check(productTypes[type].completePlan(rules), plan);

/** What keeps a plan from being sold; pointers into the plan. */
export const problemsOfPlan = (
  type: ProductTypeName,
  plan: Plan,
  checks: StepChecks,
): readonly FieldProblem[] =>
  withTexts(
    fieldsOfPlan(type, plan, checks.rules),
    plan.name ? [{ pointer: '/name', text: plan.name }] : [],
    checks,
  ).problems;

function fieldsOfPlans(type: ProductTypeName, plans: readonly Plan[], rules: CatalogueRules): FieldProblem[] {
  const problems = plans.flatMap((plan, place) =>
    fieldsOfPlan(type, plan, rules).map((found) => ({ ...found, pointer: `/${place}${found.pointer}` })),
  );
  if (plans.length === 0)
    problems.push(problem('', 'required', '至少需要一个规格。', 'At least one plan is needed.'));
  const options = plans.reduce((count, plan) => count + plan.options.length, 0);
  if (options > rules.optionsMostPerProduct)
    problems.push(
      problem(
        '',
        'too_many_options',
        `全部规格的套餐包合计最多 ${rules.optionsMostPerProduct} 个。`,
        `All plans together have ${rules.optionsMostPerProduct} options at most.`,
      ),
    );
  for (const [place, { name }] of plans.entries())
    if (name && plans.findIndex((other) => other.name === name) < place)
      problems.push(
        problem(`/${place}/name`, 'duplicate_name', '规格名称重复。', 'Another plan has this name.'),
      );
  return problems;
}

function fieldsOfStep(
  step: StepName,
  type: ProductTypeName,
  steps: ProductSteps,
  rules: CatalogueRules,
): FieldProblem[] {
  const module = productTypes[type];
  switch (step) {
    case 'access':
      return check(completeAccess(rules, module.completeAccess(rules)), steps.access);
    case 'basic':
      return check(completeBasic(rules), steps.basic);
    case 'business':
      return [
        ...check(completeBusiness(rules, module.requiredDocuments), steps.business),
        ...checkTags(steps.business.tags ?? [], '/tags', {
          maximum: rules.tagsMost,
          length: rules.tagCharacters,
        }),
      ];
    case 'plans':
      return fieldsOfPlans(type, steps.plans, rules);
    case 'agreement':
      return check(completeAgreement(rules), steps.agreement);
  }
}

/** Every failing field of one step; pointers into the step (`docs/rules/2-catalogue.md`, "The wizard"). */
export const checkStep = <S extends StepName>(
  step: S,
  type: ProductTypeName,
  steps: ProductSteps,
  checks: StepChecks,
): CheckedStep =>
  withTexts(fieldsOfStep(step, type, steps, checks.rules), textsOfStep[step](steps[step]), checks);

/** Every failing field of a product, `/basic/summary`. */
export function checkSteps(type: ProductTypeName, steps: ProductSteps, checks: StepChecks): CheckedStep {
  const placed = stepNames.map((step) => {
    const { problems, findings } = checkStep(step, type, steps, checks);
    const inProduct = <T extends { readonly pointer: string }>(found: T): T => ({
      ...found,
      pointer: `/${step}${found.pointer}`,
    });
    return { problems: problems.map(inProduct), findings: findings.map(inProduct) };
  });
  return {
    problems: placed.flatMap(({ problems }) => problems),
    findings: placed.flatMap(({ findings }) => findings),
  };
}

export const problemViews = (problems: readonly FieldProblem[], language: Language) =>
  problems.map(({ pointer, code, ...text }) => ({ pointer, code, detail: sentenceIn(text, language) }));
