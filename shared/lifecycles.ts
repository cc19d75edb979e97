import { groupLifecycle } from './apis/groups/api-group.ts';
import { paymentLifecycle } from './billing/payments/payment.ts';
import { caseLifecycle } from './cases/case.ts';
import { shelfLifecycle, versionLifecycle } from './catalogue/products/product.ts';
import { notificationLifecycle } from './fulfilment/notifications/notification.ts';
import { verificationLifecycle } from './identity/verification.ts';
import { jobLifecycle } from './jobs/job.ts';
import type { Lifecycle } from './kernel/lifecycle.ts';
import { entitlementLifecycle } from './orders/entitlement/entitlement.ts';
import { orderLifecycle } from './orders/order/order.ts';
import { applicationLifecycle } from './sellers/admission/application.ts';
import { settlementAccountLifecycle } from './sellers/home/settlement-account.ts';
import { uploadLifecycle } from './uploads/upload.ts';

/** The life cycles that the public API shows, by the names of their states' schemas. */
export const lifecycles: Readonly<Record<string, Lifecycle<string>>> = {
  ApiGroupStatus: groupLifecycle,
  ApplicationStatus: applicationLifecycle,
  CaseStatus: caseLifecycle,
  EntitlementStatus: entitlementLifecycle,
  JobStatus: jobLifecycle,
  NotificationStatus: notificationLifecycle,
  OrderStatus: orderLifecycle,
  PaymentStatus: paymentLifecycle,
  ProductVersionStatus: versionLifecycle,
  SettlementAccountStatus: settlementAccountLifecycle,
  ShelfStatus: shelfLifecycle,
  UploadStatus: uploadLifecycle,
  VerificationStatus: verificationLifecycle,
};
