import { identityRoutes } from '../../shared/identity/events.ts';
import type { EventMessage, EventRoute, EventRoutes } from '../../shared/kernel/event-message.ts';

/** Every context's routes; an event may be named by one context only. */
const routes: EventRoutes = { ...identityRoutes };

export const routesOf = (event: EventMessage): readonly EventRoute[] => routes[event.name]?.(event) ?? [];
