import { publishedApis } from '../../apis/api-list/api-list.ts';
import { apiGroupEntity } from '../../apis/groups/api-group.ts';
import { type Actor, userOf } from '../../kernel/actor.ts';
import { kernelErrors } from '../../kernel/errors.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { catalogueErrors } from '../errors.ts';
import type { BoughtBy, LinkTo, StoreCard } from '../ports.ts';
import { contentOf } from '../products/content.ts';
import { agreementAnswer } from '../products/show-product-agreement.ts';
import { agreementVersion } from '../steps/agreement-text.ts';
import type { shelfContract } from './contract.ts';

type Deps = { readonly table: Table; readonly boughtBy: BoughtBy };

/** What the caller bought. @throws catalogue.entitlement_not_found, for what is another's as well */
async function ownBought({ boughtBy }: Deps, entitlementId: string, actor: Actor) {
  const bought = await boughtBy(entitlementId, userOf(actor).userId);
  if (!bought) throw catalogueErrors.entitlement_not_found();
  return bought;
}

/** The APIs as last published: what was bought keeps working when its product is off sale, and so does its documentation. */
export const listEntitlementApis: UseCase<typeof shelfContract.listEntitlementApis, Deps> = async (
  { input, actor },
  deps,
) => {
  const { groupId } = await ownBought(deps, input.entitlementId, actor);
  const [group, apis] = await Promise.all([
    apiGroupEntity.get(deps.table, groupId, { eventual: true }),
    publishedApis(deps.table, groupId),
  ]);
  // What was sold is not deleted, but this read may be a moment old.
  if (!group) throw kernelErrors.conflict();
  return { answer: { accessPrefix: group.prefix, apis } };
};

type AgreementDeps = Deps & { readonly linkTo: LinkTo; readonly storeCard: StoreCard };

/** The agreement of the product's version that was bought, whatever its later versions say. */
export const showEntitlementAgreement: UseCase<
  typeof shelfContract.showEntitlementAgreement,
  AgreementDeps
> = async ({ input, actor, now, language }, deps) => {
  const { productId, productVersion, sellerId } = await ownBought(deps, input.entitlementId, actor);
  const [content, store] = await Promise.all([
    contentOf(deps.table, productId, productVersion),
    deps.storeCard(sellerId),
  ]);
  const shown = { content, version: agreementVersion(content), sellerName: store?.name ?? '' };
  return { answer: await agreementAnswer(shown, { now, language }, deps.linkTo) };
};
