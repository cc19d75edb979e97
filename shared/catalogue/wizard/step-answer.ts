import * as z from 'zod';
import type { FieldProblem, Language } from '../../kernel/errors.ts';
import { ProblemView } from '../../kernel/id-input.ts';
import { problemViews, stepNames } from '../steps/problems-of.ts';
import type { Edit } from './edit-version.ts';

/** What saving a step says: whether it could be submitted as it is, and every field that could not. Pointers as in the request. */
export const StepAnswer = z.object({
  productId: z.string(),
  number: z.int(),
  step: z.enum(stepNames),
  complete: z.boolean(),
  problems: z.array(ProblemView),
});

export const stepAnswer = (
  { product, working }: Edit,
  step: z.output<typeof StepAnswer>['step'],
  problems: readonly FieldProblem[],
  language: Language,
): z.input<typeof StepAnswer> => ({
  productId: product.productId,
  number: working.number,
  step,
  complete: problems.length === 0,
  problems: problemViews(problems, language),
});
