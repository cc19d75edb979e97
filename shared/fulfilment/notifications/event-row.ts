import type { EventMessage } from '../../kernel/events/event-message.ts';
import type { Table } from '../../table/table.ts';

/**
 * A committed event again, as the relay once sent it. Event rows never change, so that a notification made from one today
 * has the bytes of the first time. @throws when there is none
 */
export async function eventAgain(table: Table, eventId: string): Promise<EventMessage> {
  const slash = eventId.lastIndexOf('/');
  const [pk, sk] = [eventId.slice(0, slash), eventId.slice(slash + 1)];
  const row = await table.get({ pk, sk }, { eventual: true });
  if (!row) throw new Error(`no event ${eventId}`);
  const { name, at, by, requestId, data } = row;
  return {
    id: eventId,
    name: String(name),
    at: String(at),
    by: String(by),
    requestId: String(requestId),
    aggregateId: pk,
    version: Number(sk.split('#').at(-1)),
    data: data as EventMessage['data'],
  };
}
