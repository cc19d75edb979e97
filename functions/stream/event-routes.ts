import { allEvents } from '../../shared/events.ts';
import type { EventRoute } from '../../shared/kernel/events/define-events.ts';
import type { EventMessage } from '../../shared/kernel/events/event-message.ts';

const routes = new Map(allEvents.map(({ name, route }) => [name, route]));

/** Which queues an event goes to, by the row of its kind. The row's own type is what was committed under its name. */
export const routesOf = (event: EventMessage): readonly EventRoute[] =>
  routes.get(event.name)?.(event as EventMessage<never>) ?? [];
