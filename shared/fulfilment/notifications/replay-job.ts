import type { JobKind } from '../../jobs/kinds.ts';
import type { Table } from '../../table/table.ts';
import type { FulfilmentRules } from '../rules.ts';
import { askReplay } from './ask-replay.ts';
import { mayAttempt } from './notification.ts';
import { listedAs } from './notification-item.ts';
import { listPartition, listPrefix, notificationRecords } from './notification-record.ts';

/** Which notifications are sent again: those of an endpoint that happened from one time to another. */
export type Replay = {
  readonly sellerId: string;
  readonly endpointId: string;
  readonly since: string;
  readonly until: string;
};

/** Lists that are gone through one after the other: the exhausted ones, then the refused ones, each oldest first. */
const failedPrefixes = [listPrefix('exhausted'), listPrefix('refused')];

/**
 * Asks for every notification of an endpoint that failed for good to be sent again (`docs/rules/4-fulfilment.md`, "Delivery"). Order within an entitlement
 * holds by itself: only one of its notifications can have failed, the later ones are held behind it and follow once it is delivered.
 */
export const replayJob = ({
  table,
  rules,
}: {
  readonly table: Table;
  readonly rules: Pick<FulfilmentRules, 'replaysAtOnce'>;
}): JobKind<Replay> => ({
  name: 'notification_replay',
  thingsAtOnce: rules.replaysAtOnce,

  /** A place is the number of the list, and the place in it. */
  async walk({ sellerId, since, until }, { cursor = '0', limit }) {
    if (since > until) return { items: [] };
    const query = { index: 'list1', pk: listPartition(sellerId), list: 'replays' } as const;
    const [first = '', place] = cursor.split(':');

    const items: string[] = [];
    for (let list = Number(first); list < failedPrefixes.length; list += 1) {
      if (items.length === limit) return { items, next: String(list) };
      const between = [`${failedPrefixes[list]}${since}`, `${failedPrefixes[list]}${until}~`] as const;
      const from = list === Number(first) ? place : undefined;
      const page = await table.query({ ...query, between }, { cursor: from, limit: limit - items.length });

      items.push(...page.items.map((item) => listedAs(item).id));
      if (page.next !== undefined) return { items, next: `${list}:${page.next}` };
    }
    return { items };
  },

  /** The list is a moment old, and of all endpoints: one of it may be refunded by now, or accepted. */
  async act(notificationId, { endpointId }) {
    const record = await notificationRecords.get(table, notificationId);
    const isWanted = record?.endpointId === endpointId && mayAttempt(record, 'replay');
    return isWanted ? [await askReplay(table, record)] : [];
  },
});
