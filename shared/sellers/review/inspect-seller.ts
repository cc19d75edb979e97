import type * as z from 'zod';
import { look } from '../../kernel/events/audit-look.ts';
import { happened } from '../../kernel/events/define-events.ts';
import { masked } from '../../kernel/text/masked.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { sellersContract } from '../contract.ts';
import { sellerErrors } from '../errors.ts';
import { sellerEvents } from '../events.ts';
import type { SellerView } from '../home/home-contract.ts';
import type { HomeDeps } from '../home/save-seller.ts';
import { type Seller, sellerEntity } from '../home/seller.ts';
import { sellerView } from '../home/seller-view.ts';
import type { InspectedSeller } from './seller-contract.ts';

/** An operator looks into any seller; the look is in the audit trail (`docs/rules/README.md`, "Rules that hold everywhere"). */
export const inspectSeller: UseCase<typeof sellersContract.inspectSeller, HomeDeps> = async (
  { input: { sellerId }, now, requestId, language },
  { table, depositBalance },
) => {
  const seller = await sellerEntity.get(table, sellerId);
  if (!seller) throw sellerErrors.seller_not_found();

  const view = sellerView(seller, await depositBalance(sellerId), language);
  const event = happened(sellerEvents.sellerViewed, { sellerId, seenVersion: seller.version });

  return { answer: inspected(view, seller), changes: [look(sellerId, event, { now, requestId })] };
};

/** What the seller sees itself and what operators know of it, numbers and accounts masked. */
function inspected(view: SellerView, seller: Seller): z.input<typeof InspectedSeller> {
  const { ownerUserId, applicationId, legalNumber, frozen } = seller;
  const { settlementAccount } = view;
  return {
    ...view,
    ...{ ownerUserId, applicationId, frozen },
    legalNumber: masked(legalNumber),
    settlementAccount: settlementAccount && {
      ...settlementAccount,
      alipayAccount: masked(settlementAccount.alipayAccount),
    },
  };
}
