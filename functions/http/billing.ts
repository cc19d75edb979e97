import { billingContract } from '../../shared/billing/contract.ts';
import type { DepositTerms } from '../../shared/billing/deposit/deposit-terms.ts';
import { listDepositEntries } from '../../shared/billing/deposit/list-deposit-entries.ts';
import { payDeposit } from '../../shared/billing/deposit/pay-deposit.ts';
import { showDeposit } from '../../shared/billing/deposit/show-deposit.ts';
import { showDepositReceipt } from '../../shared/billing/deposit/show-deposit-receipt.ts';
import { settlePayment } from '../../shared/billing/payments/settle-payment.ts';
import { defaultBillingRules } from '../../shared/billing/rules.ts';
import { listWalletEntries } from '../../shared/billing/wallet/list-wallet-entries.ts';
import { showTopUp } from '../../shared/billing/wallet/show-top-up.ts';
import { showWallet } from '../../shared/billing/wallet/show-wallet.ts';
import { topUpWallet } from '../../shared/billing/wallet/top-up-wallet.ts';
import { withOverrides } from '../../shared/kernel/rules.ts';
import { payOrderOnline } from '../../shared/orders/order/pay-order-online.ts';
import { sellerOfUser } from '../../shared/sellers/home/membership.ts';
import { sellerEntity } from '../../shared/sellers/home/seller.ts';
import { connectTable, ruleOverrides } from '../runtime/composition.ts';
import { httpFunction } from '../runtime/http/http.ts';
import { connectPayments } from '../runtime/payments.ts';

const table = connectTable();
const rules = withOverrides(defaultBillingRules, ruleOverrides('billing'));

const depositTerms: DepositTerms = async (sellerId, options) => {
  const seller = await sellerEntity.get(table, sellerId, options);
  if (!seller) throw new Error('a member of a seller that does not exist');
  return { requiredFen: seller.depositRequiredFen, legalName: seller.legalName };
};

export const handler = httpFunction(
  billingContract,
  {
    showWallet,
    listWalletEntries,
    topUpWallet,
    showTopUp,
    settlePayment,
    showDeposit,
    listDepositEntries,
    payDeposit,
    showDepositReceipt,
  },
  {
    table,
    sellerOfUser: sellerOfUser(table),
    deps: {
      table,
      rules,
      provider: connectPayments(),
      payOrder: payOrderOnline({ table }),
      depositTerms,
    },
  },
);
