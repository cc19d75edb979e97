import { apiEvents } from './apis/events.ts';
import { billingEvents } from './billing/events.ts';
import { caseEvents } from './cases/events.ts';
import { catalogueEvents } from './catalogue/events.ts';
import { fulfilmentEvents } from './fulfilment/events.ts';
import { historyEvents } from './history/events.ts';
import { identityEvents } from './identity/events.ts';
import { jobEvents } from './jobs/events.ts';
import type { AnyEvent } from './kernel/events/define-events.ts';
import { meteringEvents } from './metering/events.ts';
import { entitlementEvents, orderEvents } from './orders/events.ts';
import { sellerEvents } from './sellers/events.ts';
import { uploadEvents } from './uploads/events.ts';

/** Every kind of event of every context: what the relay routes by, and what documents of events are made of. */
export const allEvents: readonly AnyEvent[] = [
  apiEvents,
  billingEvents,
  caseEvents,
  catalogueEvents,
  entitlementEvents,
  fulfilmentEvents,
  historyEvents,
  identityEvents,
  jobEvents,
  meteringEvents,
  orderEvents,
  sellerEvents,
  uploadEvents,
].flatMap((events): readonly AnyEvent[] => Object.values(events));
