import type { EventRoutes } from '../kernel/events/event-message.ts';

/** What other contexts may know of metering; the audit trail alone tells of apps. */
export const meteringEvents = {
  appCreated: 'app.created',
  appSecretsReset: 'app.secrets_reset',
  appDeleted: 'app.deleted',
  /** so much of a package is used; data: entitlementId, buyerId, sellerId, percent, used, total */
  quotaUsed: 'quota.used',
} as const;

export const meteringRoutes: EventRoutes = {
  [meteringEvents.quotaUsed]: () => [{ queue: 'messages' }],
};
