import type { JobKind } from '../../jobs/kinds.ts';
import type { Table } from '../../table/table.ts';
import type { FulfilmentRules } from '../rules.ts';
import { askReplay } from './ask-replay.ts';
import { mayAttempt } from './notification.ts';
import { listedAs } from './notification-item.ts';
import { failedOfSeller, notificationRecords } from './notification-record.ts';

/** Which notifications are sent again: those of an endpoint that happened from one time to another. */
export type Replay = {
  readonly sellerId: string;
  readonly endpointId: string;
  readonly since: string;
  readonly until: string;
};

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
  // Two writes each, and what the job and the request write beside them, within one transaction.
  thingsAtOnce: Math.min(rules.replaysAtOnce, 45),

  /** Oldest first. */
  async walk({ sellerId, since, until }, page) {
    const query = { index: 'list3', pk: failedOfSeller(sellerId), list: 'replays' } as const;

    const { items, next } = await table.query({ ...query, between: [since, `${until}~`] }, page);

    return { items: items.map((item) => listedAs(item).id), next };
  },

  /** The list is a moment old, and of all endpoints: one of it may be refunded by now, or accepted. */
  async act(notificationId, { endpointId }) {
    const record = await notificationRecords.get(table, notificationId);
    const isWanted = record?.endpointId === endpointId && mayAttempt(record, 'replay');
    return isWanted ? [await askReplay(table, record)] : [];
  },
});
