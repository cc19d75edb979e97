import { billingRoutes } from '../../shared/billing/events.ts';
import { catalogueRoutes } from '../../shared/catalogue/events.ts';
import { fulfilmentRoutes } from '../../shared/fulfilment/events.ts';
import { identityRoutes } from '../../shared/identity/events.ts';
import type { EventMessage, EventRoute, EventRoutes } from '../../shared/kernel/events/event-message.ts';
import { meteringRoutes } from '../../shared/metering/events.ts';
import { orderRoutes } from '../../shared/orders/events.ts';
import { sellerRoutes } from '../../shared/sellers/events.ts';
import { uploadRoutes } from '../../shared/uploads/events.ts';

/** Every context's routes; an event may be named by one context only. */
const routes: EventRoutes = {
  ...identityRoutes,
  ...fulfilmentRoutes,
  ...billingRoutes,
  ...orderRoutes,
  ...meteringRoutes,
  ...sellerRoutes,
  ...catalogueRoutes,
  ...uploadRoutes,
};

export const routesOf = (event: EventMessage): readonly EventRoute[] => routes[event.name]?.(event) ?? [];
