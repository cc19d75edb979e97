import { defineContract } from '../kernel/contract.ts';
import { applicationContract } from './application-contract.ts';
import { homeContract } from './home-contract.ts';
import { reviewContract } from './review-contract.ts';
import { settlementAccountContract } from './settlement-account-contract.ts';

export const sellersContract = defineContract({
  ...applicationContract,
  ...reviewContract,
  ...homeContract,
  ...settlementAccountContract,
});
