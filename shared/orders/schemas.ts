import { TermView } from '../china/term-view.ts';
import {
  BuyersEntitlement,
  EntitlementRow,
  EntitlementStatus,
  SellersEntitlement,
} from './entitlement/entitlement-contract.ts';
import { Instance } from './entitlement/instance.ts';
import {
  OrderLineView,
  OrderRow,
  OrderStatus,
  OrderView,
  PaidWith,
  PaymentAnswer,
  PlacedOrder,
  Price,
} from './order/order-contract.ts';

/** Names of the schemas in the API's document. */
export const ordersSchemas = {
  Entitlement: BuyersEntitlement,
  EntitlementRow,
  EntitlementStatus,
  Instance,
  Order: OrderView,
  OrderLine: OrderLineView,
  OrderPayment: PaymentAnswer,
  OrderRow,
  OrderStatus,
  PlacedOrder,
  Price,
  SellerEntitlement: SellersEntitlement,
  Term: TermView,
  WayToPay: PaidWith,
} as const;
