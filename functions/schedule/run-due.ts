import type { Context } from 'aws-lambda';
import { expirePayment } from '../../shared/billing/payments/expire-payment.ts';
import { refundPurchase } from '../../shared/billing/wallet/wallet.ts';
import { withdrawSetup } from '../../shared/fulfilment/notifications/withdraw-setup.ts';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { runEntitlementClock } from '../../shared/orders/entitlement/run-entitlement-clock.ts';
import { cancelUnpaidOrder } from '../../shared/orders/order/cancel-unpaid-order.ts';
import { defaultOrderRules } from '../../shared/orders/rules.ts';
import { remindOfExpiry } from '../../shared/sellers/home/remind-of-expiry.ts';
import { sellerRulesWith } from '../../shared/sellers/rules.ts';
import { removeOrphan } from '../../shared/uploads/remove-orphan.ts';
import { defaultUploadsRules } from '../../shared/uploads/rules.ts';
import { connectTable, ruleOverrides } from '../runtime/composition.ts';
import { connectObjects } from '../runtime/object-store.ts';
import { type DueHandlers, runDue } from '../runtime/schedule.ts';

const table = connectTable();

/** What the clock does, by the type of what is due. */
const handlers: DueHandlers = {
  order: cancelUnpaidOrder({ table, refundPurchase: refundPurchase(table) }),
  entitlement: runEntitlementClock({
    table,
    rules: withOverrides(defaultOrderRules, ruleOverrides('orders')),
    refundPurchase: refundPurchase(table),
    withdrawSetup: withdrawSetup({ table }),
  }),
  payment: expirePayment({ table }),
  seller: remindOfExpiry({ table, rules: sellerRulesWith(ruleOverrides('sellers')) }),
  upload: removeOrphan({
    table,
    objects: connectObjects(),
    rules: withOverrides(defaultUploadsRules, ruleOverrides('uploads')),
  }),
};

/** Runs what is due; called every minute. */
export const handler = async (
  _event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<void> => runDue(table, handlers, () => context.getRemainingTimeInMillis());
