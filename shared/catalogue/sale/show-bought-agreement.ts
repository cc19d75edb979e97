import { userOf } from '../../kernel/actor.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { catalogueErrors } from '../errors.ts';
import type { BoughtBy, LinkTo, StoreCard } from '../ports.ts';
import { contentOf } from '../products/content.ts';
import type { shelfContract } from '../shelf/contract.ts';
import { agreementVersion } from '../steps/agreement-text.ts';
import { agreementAnswer } from './show-product-agreement.ts';

type Deps = {
  readonly table: Table;
  readonly boughtBy: BoughtBy;
  readonly linkTo: LinkTo;
  readonly storeCard: StoreCard;
};

/** The agreement of the product's version that was bought, whatever its later versions say. @throws catalogue.entitlement_not_found, for what is another's as well */
export const showEntitlementAgreement: UseCase<typeof shelfContract.showEntitlementAgreement, Deps> = async (
  { input, actor, now, language },
  { table, boughtBy, linkTo, storeCard },
) => {
  const bought = await boughtBy(input.entitlementId, userOf(actor).userId);
  if (!bought) throw catalogueErrors.entitlement_not_found();

  const { productId, productVersion, sellerId } = bought;
  const [content, store] = await Promise.all([
    contentOf(table, productId, productVersion),
    storeCard(sellerId),
  ]);

  const shown = { content, version: agreementVersion(content), sellerName: store?.name ?? '' };
  return { answer: await agreementAnswer(shown, { now, language }, linkTo) };
};
