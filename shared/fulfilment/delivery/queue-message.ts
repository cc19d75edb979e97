import type { EventMessage } from '../../kernel/events/event-message.ts';
import { fulfilmentEvents } from '../events.ts';
import { type Told, toldOf } from '../notifications/told-event.ts';

/** What a message of the notifications queue asks for. */
export type Asked =
  | { readonly kind: 'deliver'; readonly told: Told; readonly replay?: number }
  /** make the waiting message of this notification visible */
  | { readonly kind: 'hurry'; readonly notificationId: string };

/**
 * Entitlements' own events, and fulfilment's about them, which carry the entitlement's event along.
 * @throws for anything else, which then ends in the dead-letter queue
 */
export function askedBy(message: EventMessage): Asked {
  switch (message.name) {
    case fulfilmentEvents.sendNowRequested:
      return { kind: 'hurry', notificationId: String(message.data.notificationId) };
    case fulfilmentEvents.replayRequested:
      return { kind: 'deliver', told: toldOf(message.data.event as EventMessage), replay: message.version };
    case fulfilmentEvents.released:
      return { kind: 'deliver', told: toldOf(message.data.event as EventMessage) };
    default:
      return { kind: 'deliver', told: toldOf(message) };
  }
}
