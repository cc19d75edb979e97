import { defineContract } from '../kernel/contract.ts';
import { apiGroupsContract } from './api-groups/contract.ts';
import { productsContract } from './products/contract.ts';
import { reviewContract } from './review/contract.ts';
import { shelfContract } from './shelf/contract.ts';

/** Everything about what is sold: API groups, products, their review, and the shelf. */
export const catalogueContract = defineContract({ ...apiGroupsContract, ...productsContract, ...reviewContract, ...shelfContract });
