import { sellerOf, userOf } from '../../kernel/actor.ts';
import type { Sealer } from '../../kernel/secrets/sealed.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { ordersContract } from '../contract.ts';
import { orderErrors } from '../errors.ts';
import type { AccessOf } from '../ports.ts';
import { entitlementEntity } from './entitlement.ts';
import { entitlementView, sellersEntitlementView } from './entitlement-view.ts';
import { Instance } from './instance.ts';

type Deps = { table: Table; sealer: Sealer; accessOf: AccessOf };

/** To its buyer only, with where its calls go and what the seller's system returned. */
export const showEntitlement: UseCase<typeof ordersContract.showEntitlement, Deps> = async (
  { input, actor, language },
  { table, sealer, accessOf },
) => {
  const found = await entitlementEntity.get(table, input.entitlementId);
  if (found?.buyerId !== userOf(actor).userId) throw orderErrors.entitlement_not_found();
  const { sealedInstance } = found;
  const instance =
    sealedInstance === undefined
      ? undefined
      : Instance.parse(JSON.parse(sealer.open(sealedInstance, found.entitlementId)));
  return {
    answer: { ...entitlementView(found, language), instance, access: await accessOf(found.bought.terms) },
  };
};

/** To its seller, without the access data. */
export const showSellerEntitlement: UseCase<
  typeof ordersContract.showSellerEntitlement,
  { table: Table }
> = async ({ input, actor, language }, { table }) => {
  const found = await entitlementEntity.get(table, input.entitlementId);
  if (found?.bought.sellerId !== sellerOf(actor)) throw orderErrors.entitlement_not_found();
  return { answer: sellersEntitlementView(found, language) };
};
