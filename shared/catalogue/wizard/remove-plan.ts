import { sellerOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { catalogueErrors } from '../errors.ts';
import type { productsContract } from '../products/contract.ts';
import type { ThingDeps } from '../products/held-things.ts';
import { ownProduct } from '../products/product.ts';
import type { StepChecks } from '../steps/problems-of.ts';
import { openForEditing } from './edit-version.ts';
import { savePlans } from './save-plans.ts';

type Deps = StepChecks & ThingDeps;

/** Without its last plan that sells it, an API group is free for another product again. */
export const removePlan: UseCase<typeof productsContract.removePlan, Deps> = async (
  { input, actor, language },
  deps,
) => {
  const { table } = deps;
  const product = await ownProduct(table, sellerOf(actor), input.productId);
  const edit = await openForEditing(table, product);
  const plans = edit.content.plans.filter(({ planId }) => planId !== input.planId);
  if (plans.length === edit.content.plans.length) throw catalogueErrors.plan_not_found();
  return savePlans(edit, plans, undefined, { ...deps, language });
};
