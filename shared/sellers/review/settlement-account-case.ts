import type { FindCase } from '../../cases/kinds.ts';
import { sellerEntity } from '../home/seller.ts';

/** Settlement accounts that no provider could check, as a kind of case. */
export const settlementAccountCase: FindCase = async (table, id) => {
  const seller = await sellerEntity.get(table, id);
  const { settlementAccount } = seller ?? {};
  if (!seller || !settlementAccount?.review) return undefined;

  const { sellerId, ownerUserId, legalIdentity } = seller;
  return {
    case: settlementAccount.review,
    concerns: { userIds: [ownerUserId], sellerId, legalIdentity },
    save: (review, event) =>
      sellerEntity.save(seller, { ...seller, settlementAccount: { ...settlementAccount, review } }, event),
  };
};
