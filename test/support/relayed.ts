import { actorName } from '../../shared/kernel/actor.ts';
import type { Change } from '../../shared/kernel/change.ts';
import type { EventMessage } from '../../shared/kernel/events/event-message.ts';
import { eventSk } from '../../shared/table/keys.ts';
import type { Table } from '../../shared/table/table.ts';
import type { CommitContext } from '../../shared/table/transaction.ts';

/** A table whose committed events are handed on at once, in the place of the stream. */
export const relayed = (table: Table, handOn: (event: EventMessage) => Promise<void>): Table => ({
  ...table,
  commit: async (changes, context) => {
    await table.commit(changes, context);
    for (const event of eventsIn(changes, context)) await handOn(event);
  },
});

const eventsIn = (
  changes: readonly Change[],
  { actor, now, requestId }: CommitContext,
): readonly EventMessage[] =>
  changes.flatMap(({ event }) => {
    if (!event) return [];
    const { name, aggregateId, version, data } = event;
    const id = `${aggregateId}/${eventSk(version)}`;
    const at = now.toISOString();
    const message = { id, name, at, by: actorName(actor), aggregateId, version, requestId, data };
    return [JSON.parse(JSON.stringify(message))];
  });
