import type { Change } from '../../kernel/change.ts';
import { kernelErrors, type Language } from '../../kernel/errors.ts';
import { changeThings, type ThingDeps } from '../products/held-things.ts';
import { checkStep, problemsOfPlan, type StepChecks } from '../steps/problems-of.ts';
import type { StoredPlan } from '../types/product-types.ts';
import { type Edit, saveEdit } from './edit-version.ts';
import { stepAnswer } from './step-answer.ts';

type Saved = StepChecks & ThingDeps & { readonly language: Language };

/** Saves the plans of an edit with what they sell, and says what is wrong with `shown`, or with all of them. @throws request.invalid */
export async function savePlans(
  edit: Edit,
  plans: readonly StoredPlan[],
  shown: StoredPlan | undefined,
  { table, things, language, ...checks }: Saved,
) {
  const { product, content } = edit;
  const held = await changeThings({ table, things }, product, { from: content, to: { ...content, plans } });
  if (held.problems.length > 0) throw kernelErrors.invalid({ fields: held.problems });

  const problems = shown
    ? problemsOfPlan(product.productType, shown, checks)
    : checkStep('plans', product.productType, { ...content, plans }, checks).problems;
  const changes: Change[] = [...saveEdit(edit, 'plans', { plans }), ...held.changes];
  return { answer: stepAnswer(edit, 'plans', problems, language), changes };
}
