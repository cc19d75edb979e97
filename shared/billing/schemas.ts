import {
  DepositPayment,
  DepositView,
  PaymentView,
  PostingView,
  ReceiptView,
  ReceivedCallback,
  TopUpView,
  WalletView,
} from './contract.ts';
import { PaymentOutcome, PaymentPurpose, PaymentStatus } from './payments/payment.ts';

/** Names of the schemas in the API's document. */
export const billingSchemas = {
  Deposit: DepositView,
  DepositPayment,
  DepositReceipt: ReceiptView,
  LedgerEntry: PostingView,
  Payment: PaymentView,
  PaymentOutcome,
  PaymentPurpose,
  PaymentStatus,
  ReceivedCallback,
  TopUp: TopUpView,
  Wallet: WalletView,
} as const;
