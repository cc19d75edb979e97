import * as z from 'zod';

/** A committed event as the relay puts it on a queue. `id` is the same however often it is sent. */
export const EventMessage = z.object({
  id: z.string(),
  name: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  aggregateId: z.string(),
  version: z.int(),
  requestId: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type EventMessage = z.output<typeof EventMessage>;

/** The queues that committed events go to; a function is bound to the ones it sends to. */
export type QueueName = 'notifications' | 'messages' | 'projections' | 'orders' | 'checks';

/** Where one event goes: `group` keeps the order among messages of the same group on a FIFO queue. */
export type EventRoute = { readonly queue: QueueName; readonly group?: string };

/** A context's routes: event name to queues. Events without a row stay in the audit trail only. */
export type EventRoutes = Readonly<Record<string, (event: EventMessage) => readonly EventRoute[]>>;
