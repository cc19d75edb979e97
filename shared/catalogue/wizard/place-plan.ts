import { kernelErrors } from '../../kernel/errors.ts';
import type { NewId } from '../../kernel/ids.ts';
import type { PlanDraft } from '../types/product-type.ts';
import type { StoredPlan } from '../types/product-types.ts';

/** The plan as stored: options keep the id they had, new ones get one. @throws request.invalid for an id that is not one of the plan's */
export function placePlan(
  planId: string,
  draft: PlanDraft,
  before: StoredPlan | undefined,
  newId: NewId,
): StoredPlan {
  const { options = [] } = draft;
  const known = new Set(before?.options.map(({ optionId }) => optionId));
  const fields = options.flatMap(({ optionId }, place) =>
    optionId === undefined || known.delete(optionId)
      ? []
      : [
          {
            pointer: `/packages/${place}/optionId`,
            code: 'unknown_option',
            zh: '规格中没有这个套餐包。',
            en: 'The plan has no such option, or it is given twice.',
          },
        ],
  );
  if (fields.length > 0) throw kernelErrors.invalid({ fields });
  const withIds = options.map((one) => ({ ...one, optionId: one.optionId ?? newId('opt') }));
  return { ...draft, planId, options: withIds } as StoredPlan;
}
