import { kernelErrors } from '../../kernel/errors.ts';
import type { NewId } from '../../kernel/ids.ts';
import type { Plan, PlanDraft } from '../types/product-types.ts';

/** The plan as stored: packages keep the id they had, new ones get one. @throws request.invalid for an id that is not one of the plan's */
export function placePlan(planId: string, draft: PlanDraft, before: Plan | undefined, newId: NewId): Plan {
  const known = new Set(before?.packages.map(({ packageId }) => packageId));
  const fields = draft.packages.flatMap(({ packageId }, place) =>
    packageId === undefined || known.delete(packageId)
      ? []
      : [
          {
            pointer: `/packages/${place}/packageId`,
            code: 'unknown_package',
            zh: '规格中没有这个套餐包。',
            en: 'The plan has no such package, or it is given twice.',
          },
        ],
  );
  if (fields.length > 0) throw kernelErrors.invalid({ fields });
  return {
    ...draft,
    planId,
    packages: draft.packages.map((one) => ({ ...one, packageId: one.packageId ?? newId('pkg') })),
  };
}
