import { type PaymentOrder, startPayment } from '../../shared/billing/payments/start-payment.ts';
import { defaultBillingRules } from '../../shared/billing/rules.ts';
import { refundPurchase, walletDebit } from '../../shared/billing/wallet/wallet.ts';
import { offerOf } from '../../shared/catalogue/shelf/offer.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { ordersContract } from '../../shared/orders/contract.ts';
import { inspectEntitlement, inspectOrder } from '../../shared/orders/entitlement/inspect.ts';
import {
  listEntitlements,
  listEntitlementsOfParty,
  listSellerEntitlements,
} from '../../shared/orders/entitlement/list-entitlements.ts';
import { showEntitlement, showSellerEntitlement } from '../../shared/orders/entitlement/show-entitlement.ts';
import { placeOrder } from '../../shared/orders/kinds/place-order.ts';
import { cancelOrder } from '../../shared/orders/order/cancel-order.ts';
import { listOrders, listOrdersOfParty, listSellerOrders } from '../../shared/orders/order/list-orders.ts';
import { payOrder } from '../../shared/orders/order/pay-order.ts';
import { showOrder, showSellerOrder } from '../../shared/orders/order/show-order.ts';
import { defaultOrderRules } from '../../shared/orders/rules.ts';
import { sellerOfUser } from '../../shared/sellers/home/membership.ts';
import { accessOf } from '../runtime/activate.ts';
import { connectSealer, connectTable, environment, ruleOverrides } from '../runtime/composition.ts';
import { httpFunction } from '../runtime/http/http.ts';
import { connectPayments } from '../runtime/payments.ts';

const table = connectTable();
const { GATEWAY_URL } = environment(['GATEWAY_URL']);
const payments = {
  provider: connectPayments(),
  rules: withOverrides(defaultBillingRules, ruleOverrides('billing')),
};

const startOnline = (
  order: PaymentOrder & { orderId: string },
  call: { now: Date; newId: NewId; apiUrl: string },
) => {
  const { payment, ...started } = startPayment(payments, order, call);
  return { paymentId: payment.paymentId, ...started };
};

const orders = {
  placeOrder,
  payOrder,
  cancelOrder,
  listOrders,
  showOrder,
  listSellerOrders,
  showSellerOrder,
};
const entitlements = { listEntitlements, showEntitlement, listSellerEntitlements, showSellerEntitlement };
const operators = { listOrdersOfParty, listEntitlementsOfParty, inspectOrder, inspectEntitlement };
const rules = withOverrides(defaultOrderRules, ruleOverrides('orders'));

export const handler = httpFunction(
  ordersContract,
  { ...orders, ...entitlements, ...operators },
  {
    table,
    sellerOfUser: sellerOfUser(table),
    deps: {
      table,
      offerOf: offerOf(table),
      walletDebit: walletDebit(table),
      refundPurchase: refundPurchase(table),
      rules,
      sealer: connectSealer(),
      startPayment: startOnline,
      accessOf: accessOf({ table, gatewayUrl: GATEWAY_URL }),
    },
  },
);
