import type { UseCase } from '../../kernel/use-case.ts';
import type { sellersContract } from '../contract.ts';
import { type HomeDeps, ownSeller } from './save-seller.ts';
import { sellerView } from './seller-view.ts';

export const showSeller: UseCase<typeof sellersContract.showSeller, HomeDeps> = async (
  { actor, language },
  { table, depositBalance },
) => {
  const seller = await ownSeller(table, actor);
  return { answer: sellerView(seller, await depositBalance(seller.sellerId), language) };
};
