import type { EventMessage, EventRoute, EventRoutes } from '../kernel/event-message.ts';

/** What other contexts may know of fulfilment. */
export const fulfilmentEvents = {
  endpointCreated: 'endpoint.created',
  endpointChanged: 'endpoint.changed',
  endpointDeleted: 'endpoint.deleted',
  secretRotated: 'endpoint.secret_rotated',
  /**
   * A notification failed for good, after its last attempt or because the endpoint refused it.
   * Data: sellerId, buyerId, notificationId, entitlementId, endpointId, action, status `exhausted` or `refused`, attempts, lastErrorClass.
   */
  exhausted: 'notification.exhausted',
  /** A seller asked for a finished notification to be sent again. */
  replayRequested: 'notification.replay_requested',
  /** The notification before it was delivered at last, so that a held one may follow. */
  released: 'notification.released',
  /** A seller does not want to wait for the next attempt. */
  sendNowRequested: 'notification.send_now_requested',
} as const;

/** In the entitlement's own group, behind whatever is told about it just now: order holds for repeats too. */
const inTurn = (event: EventMessage): EventRoute[] => [{ queue: 'notifications', group: String(event.data.entitlementId) }];

export const fulfilmentRoutes: EventRoutes = {
  [fulfilmentEvents.replayRequested]: inTurn,
  [fulfilmentEvents.released]: inTurn,
  // A group of its own: in the entitlement's it would stand behind the very message that it is to wake.
  [fulfilmentEvents.sendNowRequested]: (event) => [{ queue: 'notifications', group: event.aggregateId }],
  // Orders shows the buyer that what was bought could not be set up.
  [fulfilmentEvents.exhausted]: ({ data }) => [{ queue: 'messages' }, ...(data.action === 'create' ? [{ queue: 'orders' as const }] : [])],
};
