import type { EventRoutes } from '../kernel/events/event-message.ts';

/** What other contexts may know of identity. */
export const identityEvents = {
  verificationRequested: 'verification.requested',
  verificationWithdrawn: 'verification.withdrawn',
  verificationConfirmed: 'verification.confirmed',
  verificationRefused: 'verification.refused',
  /** an operator looked at it */
  verificationViewed: 'verification.viewed',
} as const;

const toMessages = () => [{ queue: 'messages' as const }];

export const identityRoutes: EventRoutes = {
  [identityEvents.verificationConfirmed]: toMessages,
  [identityEvents.verificationRefused]: toMessages,
};
