import type * as z from 'zod';
import type { FieldProblem, Language } from '../../kernel/errors.ts';
import type { StepAnswer } from '../products/contract.ts';
import { problemViews } from '../steps/problems-of.ts';
import type { Edit } from './edit-version.ts';

export const stepAnswer = (
  { product, working }: Edit,
  step: z.output<typeof StepAnswer>['step'],
  problems: readonly FieldProblem[],
  language: Language,
): z.input<typeof StepAnswer> => ({
  productId: product.productId,
  version: product.version + 1,
  number: working.number,
  step,
  complete: problems.length === 0,
  problems: problemViews(problems, language),
});
