import { defineContract } from '../kernel/contract.ts';
import { entitlementContract } from './entitlement/entitlement-contract.ts';
import { orderContract } from './order/order-contract.ts';

export const ordersContract = defineContract({ ...orderContract, ...entitlementContract });
