import type { Context } from 'aws-lambda';
import { paymentClock } from '../../shared/billing/payments/payment-clock.ts';
import { refundPurchase } from '../../shared/billing/wallet/wallet.ts';
import { replayJob } from '../../shared/fulfilment/notifications/replay-job.ts';
import { withdrawSetup } from '../../shared/fulfilment/notifications/withdraw-setup.ts';
import { defaultFulfilmentRules } from '../../shared/fulfilment/rules.ts';
import { jobClock } from '../../shared/jobs/job-clock.ts';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { entitlementClock } from '../../shared/orders/entitlement/entitlement-clock.ts';
import { orderClock } from '../../shared/orders/order/order-clock.ts';
import { defaultOrderRules } from '../../shared/orders/rules.ts';
import { sellerClock } from '../../shared/sellers/home/seller-clock.ts';
import { defaultSellerRules } from '../../shared/sellers/rules.ts';
import { defaultUploadsRules } from '../../shared/uploads/rules.ts';
import { uploadClock } from '../../shared/uploads/upload-clock.ts';
import { endRight } from '../runtime/activate.ts';
import { connectTable, ruleOverrides } from '../runtime/composition.ts';
import { logFailed } from '../runtime/log.ts';
import { connectObjects } from '../runtime/object-store.ts';
import { runDue } from '../runtime/schedule.ts';

const table = connectTable();

/** What is done with many things. */
const jobs = jobClock({
  kinds: {
    notification_replay: replayJob({
      table,
      rules: withOverrides(defaultFulfilmentRules, ruleOverrides('fulfilment')),
    }),
  },
  onFailed: ({ jobId, kind }, error) => logFailed('job step failed', error, { jobId, kind }),
});

/** Everything that has timers. */
const clocks = [
  orderClock({ refundPurchase: refundPurchase(table) }),
  entitlementClock({
    table,
    rules: withOverrides(defaultOrderRules, ruleOverrides('orders')),
    refundPurchase: refundPurchase(table),
    withdrawSetup: withdrawSetup({ table }),
    endRight: endRight(table),
  }),
  paymentClock,
  jobs,
  sellerClock({ rules: withOverrides(defaultSellerRules, ruleOverrides('sellers')) }),
  uploadClock({
    objects: connectObjects(),
    rules: withOverrides(defaultUploadsRules, ruleOverrides('uploads')),
  }),
];

/** Runs what is due; called every minute. */
export const handler = async (
  _event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<void> => runDue(table, clocks, () => context.getRemainingTimeInMillis());
