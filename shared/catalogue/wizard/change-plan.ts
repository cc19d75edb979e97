import { sellerOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { catalogueErrors } from '../errors.ts';
import type { productsContract } from '../products/contract.ts';
import type { ThingDeps } from '../products/held-things.ts';
import { ownProduct } from '../products/product.ts';
import type { StepChecks } from '../steps/problems-of.ts';
import { openForEditing } from './edit-version.ts';
import { placePlan } from './place-plan.ts';
import { savePlans } from './save-plans.ts';

type Deps = StepChecks & ThingDeps;

/** A plan as a whole, options in the order given. */
export const changePlan: UseCase<typeof productsContract.changePlan, Deps> = async (
  { input, actor, newId, language },
  deps,
) => {
  const { productId, planId, ...draft } = input;
  const { table } = deps;
  const product = await ownProduct(table, sellerOf(actor), productId);
  const edit = await openForEditing(table, product);
  const before = edit.content.plans.find((plan) => plan.planId === planId);
  if (!before) throw catalogueErrors.plan_not_found();
  const plan = placePlan(planId, draft, before, newId);
  const plans = edit.content.plans.map((other) => (other.planId === planId ? plan : other));
  const { answer, changes } = await savePlans(edit, plans, plan, { ...deps, language });
  return { answer: { ...answer, plan }, changes };
};
