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

/** @throws catalogue.plan_order_wrong unless every plan is named exactly once */
export const sortPlans: UseCase<typeof productsContract.sortPlans, Deps> = async (
  { input, actor, language },
  deps,
) => {
  const { table } = deps;
  const product = await ownProduct(table, sellerOf(actor), input.productId);
  const edit = await openForEditing(table, product);
  const plans = input.planIds.flatMap((planId) =>
    edit.content.plans.filter((plan) => plan.planId === planId),
  );
  const complete =
    plans.length === edit.content.plans.length && new Set(input.planIds).size === input.planIds.length;
  if (!complete || input.planIds.length !== plans.length) throw catalogueErrors.plan_order_wrong();
  return savePlans(edit, plans, undefined, { ...deps, language });
};
