import type { EventRoutes } from '../kernel/event-message.ts';

/** What other contexts may know of identity. */
export const identityEvents = {
  verificationRequested: 'verification.requested',
  verificationConfirmed: 'verification.confirmed',
  verificationRefused: 'verification.refused',
} as const;

export const identityRoutes: EventRoutes = {};
