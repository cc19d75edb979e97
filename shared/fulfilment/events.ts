import type { EventMessage, EventRoute, EventRoutes } from '../kernel/events/event-message.ts';

/** What other contexts may know of fulfilment. */
export const fulfilmentEvents = {
  endpointCreated: 'endpoint.created',
  endpointChanged: 'endpoint.changed',
  endpointDeleted: 'endpoint.deleted',
  secretRotated: 'endpoint.secret_rotated',
  /** A notification failed for good, after its last attempt. Data: {@link FailedNotification} */
  exhausted: 'notification.exhausted',
  /** A notification failed for good, because the endpoint said no. Data: {@link FailedNotification} */
  refused: 'notification.refused',
  /** An operator looked at it. */
  viewed: 'notification.viewed',
  /** A seller asked for a finished notification to be sent again. */
  replayRequested: 'notification.replay_requested',
  /** The notification before it was delivered at last, so that a held one may follow. */
  released: 'notification.released',
  /** A seller does not want to wait for the next attempt. */
  sendNowRequested: 'notification.send_now_requested',
} as const;

/** What others may know of a notification that failed for good. What the endpoint answered is read at the notification itself. */
export type FailedNotification = {
  readonly notificationId: string;
  /** what it is about: an entitlement, for instance */
  readonly aggregateId: string;
  readonly sellerId: string;
  readonly endpointId: string;
  readonly action: string;
  readonly status: 'exhausted' | 'refused';
  readonly attempts: number;
  readonly lastErrorClass?: string;
  /** HTTP status of the last answer, if there was one */
  readonly lastStatus?: number;
  /** how long a set-up that failed can still be made good, where its protocol says so and not the marketplace */
  readonly refundGraceHours?: number;
};

/** Orders notes what could not be set up and refunds it in time: it alone knows until when, so that its own event tells people of that. */
const failed = ({ data }: EventMessage): EventRoute[] => [
  { queue: data.action === 'create' ? 'orders' : 'messages' },
];

/** In the group of what it is about, behind whatever is told about it just now: order holds for repeats too. */
const inTurn = (event: EventMessage): EventRoute[] => [
  { queue: 'notifications', group: String(event.data.aggregateId) },
];

export const fulfilmentRoutes: EventRoutes = {
  [fulfilmentEvents.replayRequested]: inTurn,
  [fulfilmentEvents.released]: inTurn,
  // A group of its own: in that of what it is about it would stand behind the very message that it is to wake.
  [fulfilmentEvents.sendNowRequested]: (event) => [{ queue: 'notifications', group: event.aggregateId }],
  [fulfilmentEvents.exhausted]: failed,
  [fulfilmentEvents.refused]: failed,
};
