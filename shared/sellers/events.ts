import { outcomeFields } from '../cases/events.ts';
import { defineEvents, to } from '../kernel/events/define-events.ts';
import { bothLanguages, fields, flag, listOf, text, whole } from '../kernel/events/shape.ts';

const ofSeller = { sellerId: text };
const ofApplication = { applicationId: text, userId: text };
const markets = { markets: listOf(text) };
const application = { ...ofApplication, ...markets, marketNames: bothLanguages };
const decided = { ...application, ...outcomeFields };
const admitted = { ...ofSeller, userId: text, ...markets, depositRequiredFen: whole };
const documents = {
  ...ofSeller,
  filingDays: whole,
  documents: listOf(fields({ name: text, expiresOn: text })),
};
const accountDecided = { ...ofSeller, ...outcomeFields };

/** What other contexts may know of sellers. */
export const sellerEvents = defineEvents({
  applicationCreated: { name: 'application.created', payload: { userId: text, ...markets } },
  applicationPartSaved: { name: 'application.part_saved', payload: { part: text } },
  applicationSubmitted: {
    name: 'application.submitted',
    payload: { ...application, dueAt: text },
    route: to('messages'),
  },
  applicationWithdrawn: { name: 'application.withdrawn', payload: ofApplication },
  applicationDeleted: { name: 'application.deleted', payload: ofApplication },
  applicationApproved: {
    name: 'application.approved',
    payload: { ...decided, ...ofSeller, depositRequiredFen: whole, furtherMarkets: flag },
    route: to('messages'),
  },
  applicationRejected: { name: 'application.rejected', payload: decided, route: to('messages') },
  /** an operator looked at it */
  applicationViewed: { name: 'application.viewed', payload: { applicationId: text, seenVersion: whole } },
  sellerAdmitted: { name: 'seller.admitted', payload: admitted },
  /** an operator looked at it */
  sellerViewed: { name: 'seller.viewed', payload: { ...ofSeller, seenVersion: whole } },
  sellerMarketsAdded: { name: 'seller.markets_added', payload: admitted },
  profileSaved: { name: 'seller.profile_saved', payload: ofSeller },
  storeSaved: { name: 'seller.store_saved', payload: ofSeller },
  settlementAccountSaved: { name: 'seller.settlement_account_saved', payload: ofSeller },
  /** one was saved that nobody could check: it waits for an operator */
  settlementAccountSubmitted: {
    name: 'seller.settlement_account_submitted',
    payload: { ...ofSeller, dueAt: text },
    route: to('messages'),
  },
  /** an operator looked at it in full */
  settlementAccountViewed: {
    name: 'seller.settlement_account_viewed',
    payload: { ...ofSeller, seenVersion: whole },
  },
  settlementAccountConfirmed: {
    name: 'seller.settlement_account_confirmed',
    payload: accountDecided,
    route: to('messages'),
  },
  settlementAccountRefused: {
    name: 'seller.settlement_account_refused',
    payload: accountDecided,
    route: to('messages'),
  },
  documentsExpiring: { name: 'seller.documents_expiring', payload: documents, route: to('messages') },
  documentsExpired: { name: 'seller.documents_expired', payload: documents, route: to('messages') },
});
