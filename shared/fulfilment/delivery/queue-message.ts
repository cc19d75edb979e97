import { on } from '../../kernel/events/define-events.ts';
import type { EventMessage } from '../../kernel/events/event-message.ts';
import { fulfilmentEvents } from '../events.ts';
import { type Told, toldOf } from '../notifications/told-event.ts';

/** What a message of the notifications queue asks for. */
export type Asked =
  | { readonly kind: 'deliver'; readonly told: Told; readonly replay?: number }
  /** make the waiting message of this notification visible */
  | { readonly kind: 'hurry'; readonly notificationId: string };

const { sendNowRequested, replayRequested, released } = fulfilmentEvents;

/** Fulfilment's own events, which carry along what is told. */
const asked = new Map([
  on(sendNowRequested, ({ data }): Asked => ({ kind: 'hurry', notificationId: data.notificationId })),
  on(
    replayRequested,
    ({ data, version }): Asked => ({ kind: 'deliver', told: toldOf(data.event), replay: version }),
  ),
  on(released, ({ data }): Asked => ({ kind: 'deliver', told: toldOf(data.event) })),
]);

/** @throws for an event that is neither fulfilment's own nor one to tell, which then ends in the dead-letter queue */
export const askedBy = (message: EventMessage): Asked =>
  asked.get(message.name)?.(message) ?? { kind: 'deliver', told: toldOf(message) };
