import { defineEvents, to } from '../kernel/events/define-events.ts';
import { text, whole } from '../kernel/events/shape.ts';

/** What other contexts may know of metering; the audit trail alone tells of apps. */
export const meteringEvents = defineEvents({
  appCreated: { name: 'app.created', payload: { appId: text, ownerId: text } },
  appSecretsReset: { name: 'app.secrets_reset', payload: { appId: text } },
  appDeleted: { name: 'app.deleted', payload: { appId: text, ownerId: text } },
  /** so much of a package is used */
  quotaUsed: {
    name: 'quota.used',
    payload: {
      entitlementId: text,
      buyerId: text,
      sellerId: text,
      percent: whole,
      used: whole,
      total: whole,
    },
    route: to('messages'),
  },
});
