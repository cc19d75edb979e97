import { defineContract } from '../kernel/contract.ts';
import { applicationContract } from './admission/application-contract.ts';
import { homeContract } from './home/home-contract.ts';
import { settlementAccountContract } from './home/settlement-account-contract.ts';
import { reviewContract } from './review/review-contract.ts';
import { sellerContract } from './review/seller-contract.ts';

export const sellersContract = defineContract({
  ...applicationContract,
  ...reviewContract,
  ...homeContract,
  ...settlementAccountContract,
  ...sellerContract,
});
