import type { Change } from '../../kernel/change.ts';
import type { Language } from '../../kernel/errors.ts';
import type { Table } from '../../table/table.ts';
import { bindGroups } from '../products/group-binding.ts';
import { checkStep, problemsOfPlan, type StepChecks } from '../steps/problems-of.ts';
import type { Plan } from '../types/product-types.ts';
import { type Edit, saveEdit } from './edit-version.ts';
import { stepAnswer } from './step-answer.ts';

type Saved = StepChecks & { readonly table: Table; readonly language: Language };

/** Saves the plans of an edit with their groups, and says what is wrong with `shown`, or with all of them. */
export async function savePlans(
  edit: Edit,
  plans: readonly Plan[],
  shown: Plan | undefined,
  { table, language, ...checks }: Saved,
) {
  const { product, content } = edit;
  const groups = await bindGroups(table, product, content.plans, plans, '/groupId');
  const problems = shown
    ? problemsOfPlan(product.productType, shown, checks)
    : checkStep('plans', product.productType, { ...content, plans }, checks).problems;
  const changes: Change[] = [...saveEdit(edit, 'plans', { plans }), ...groups];
  return { answer: stepAnswer(edit, 'plans', problems, language), changes };
}
