import type { EventRoutes } from '../kernel/events/event-message.ts';

/** What other contexts may know of sellers. */
export const sellerEvents = {
  applicationCreated: 'application.created',
  applicationPartSaved: 'application.part_saved',
  applicationSubmitted: 'application.submitted',
  applicationWithdrawn: 'application.withdrawn',
  applicationDeleted: 'application.deleted',
  applicationApproved: 'application.approved',
  applicationRejected: 'application.rejected',
  /** an operator looked at it */
  applicationViewed: 'application.viewed',
  sellerAdmitted: 'seller.admitted',
  sellerMarketsAdded: 'seller.markets_added',
  profileSaved: 'seller.profile_saved',
  storeSaved: 'seller.store_saved',
  settlementAccountSaved: 'seller.settlement_account_saved',
  /** an operator looked at it in full, confirmed it, refused it */
  settlementAccountViewed: 'seller.settlement_account_viewed',
  settlementAccountConfirmed: 'seller.settlement_account_confirmed',
  settlementAccountRefused: 'seller.settlement_account_refused',
  documentsExpiring: 'seller.documents_expiring',
  documentsExpired: 'seller.documents_expired',
} as const;

const toMessages = () => [{ queue: 'messages' as const }];

export const sellerRoutes: EventRoutes = {
  [sellerEvents.applicationSubmitted]: toMessages,
  [sellerEvents.applicationApproved]: toMessages,
  [sellerEvents.applicationRejected]: toMessages,
  [sellerEvents.settlementAccountConfirmed]: toMessages,
  [sellerEvents.settlementAccountRefused]: toMessages,
  [sellerEvents.documentsExpiring]: toMessages,
  [sellerEvents.documentsExpired]: toMessages,
};
