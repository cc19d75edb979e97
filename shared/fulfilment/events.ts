import { defineEvents, type EventRoute } from '../kernel/events/define-events.ts';
import type { EventMessage } from '../kernel/events/event-message.ts';
import { maybe, oneOf, open, type PayloadOf, text, whole } from '../kernel/events/shape.ts';

/** What others may know of a notification that failed for good. What the endpoint answered is read at the notification itself. */
const failedNotification = {
  notificationId: text,
  /** what it is about: an entitlement, for instance */
  aggregateId: text,
  sellerId: text,
  endpointId: text,
  action: text,
  status: oneOf('exhausted', 'refused'),
  attempts: whole,
  lastErrorClass: maybe(text),
  /** HTTP status of the last answer, if there was one */
  lastStatus: maybe(whole),
  /** how long a set-up that failed can still be made good, where its protocol says so and not the marketplace */
  refundGraceHours: maybe(whole),
};
export type FailedNotification = PayloadOf<typeof failedNotification>;

const endpoint = { endpointId: text, sellerId: text };

/** `event` is what the notification tells, as the relay once sent it */
const sentAgain = { notificationId: text, aggregateId: text, sellerId: text, event: open<EventMessage>() };

/** Orders notes what could not be set up and refunds it in time: it alone knows until when, so that its own event tells people of that. */
const failed = ({ data }: EventMessage<FailedNotification>): EventRoute[] => [
  { queue: data.action === 'create' ? 'orders' : 'messages' },
];

/** In the group of what it is about, behind whatever is told about it just now: order holds for repeats too. */
const inTurn = ({ data }: EventMessage<PayloadOf<typeof sentAgain>>): EventRoute[] => [
  { queue: 'notifications', group: data.aggregateId },
];

/** What other contexts may know of fulfilment. */
export const fulfilmentEvents = defineEvents({
  endpointCreated: { name: 'endpoint.created', payload: endpoint },
  endpointChanged: { name: 'endpoint.changed', payload: endpoint },
  endpointDeleted: { name: 'endpoint.deleted', payload: endpoint },
  secretRotated: { name: 'endpoint.secret_rotated', payload: endpoint },
  /** A notification failed for good, after its last attempt. */
  exhausted: { name: 'notification.exhausted', payload: failedNotification, route: failed },
  /** A notification failed for good, because the endpoint said no. */
  refused: { name: 'notification.refused', payload: failedNotification, route: failed },
  /** An operator looked at it. */
  viewed: { name: 'notification.viewed', payload: { notificationId: text, seenVersion: whole } },
  /** A seller asked for a finished notification to be sent again. */
  replayRequested: { name: 'notification.replay_requested', payload: sentAgain, route: inTurn },
  /** The notification before it was delivered at last, so that a held one may follow. */
  released: { name: 'notification.released', payload: sentAgain, route: inTurn },
  /** A seller does not want to wait for the next attempt. */
  sendNowRequested: {
    name: 'notification.send_now_requested',
    payload: { notificationId: text, sellerId: text },
    // A group of its own: in that of what it is about it would stand behind the very message that it is to wake.
    route: ({ aggregateId }) => [{ queue: 'notifications', group: aggregateId }],
  },
});
