import { defineContract } from '../kernel/contract.ts';
import { entitlementContract } from './entitlement-contract.ts';
import { orderContract } from './order-contract.ts';

export const ordersContract = defineContract({ ...orderContract, ...entitlementContract });
