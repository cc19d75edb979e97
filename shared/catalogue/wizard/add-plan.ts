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

/** Step 4: one more plan, at the end (`docs/rules/2-catalogue.md`, "4 sales"). @throws catalogue.too_many_plans */
export const addPlan: UseCase<typeof productsContract.addPlan, Deps> = async (
  { input, actor, newId, language },
  deps,
) => {
  const { productId, ...draft } = input;
  const { table, rules } = deps;
  const product = await ownProduct(table, sellerOf(actor), productId);
  const edit = await openForEditing(table, product);
  if (edit.content.plans.length >= rules.plansMost)
    throw catalogueErrors.too_many_plans({ params: { most: rules.plansMost } });
  const plan = placePlan(newId('pln'), draft, undefined, newId);
  const { answer, changes } = await savePlans(edit, [...edit.content.plans, plan], plan, {
    ...deps,
    language,
  });
  return { answer: { ...answer, plan }, changes };
};
