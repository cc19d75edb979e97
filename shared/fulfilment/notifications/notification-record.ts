import type { Attributes, Change, DomainEvent } from '../../kernel/change.ts';
import { defineEntity } from '../../table/entity.ts';
import type { Table } from '../../table/table.ts';
import type { KeptAttempt, NotificationRecord } from './kept-notification.ts';
import { isFailedForGood } from './notification.ts';
import { compacted, fromItem, linePk, lineSk, listedOf } from './notification-item.ts';
import { partsOf } from './told-event.ts';

export const listPartition = (sellerId: string): string => `notifications#${sellerId}`;
/** What failed for good, of all sellers, for operators; it leaves the list when it is delivered or withdrawn. */
export const failedPartition = 'notifications#failed';
/** The same of one seller. */
export const failedOfSeller = (sellerId: string): string => `${failedPartition}#${sellerId}`;

const required = (id: string) => {
  const parts = partsOf(id);
  if (!parts) throw new Error(`not a notification's id: ${id}`);
  return parts;
};

const entity = defineEntity<NotificationRecord, string>({
  type: 'notification',
  keyOf: (id) => ({ pk: linePk(required(id).aggregateId), sk: lineSk(required(id).version) }),
  idOf: ({ id }) => id,
  lists: (record) => {
    const { sellerId, status, occurredAt: sk } = record;
    const hasFailed = isFailedForGood(status);
    return {
      list1: { pk: listPartition(sellerId), sk },
      list2: hasFailed ? { pk: failedPartition, sk } : undefined,
      list3: hasFailed ? { pk: failedOfSeller(sellerId), sk, row: listedOf(record) } : undefined,
    };
  },
  row: listedOf,
});

const recordOf = (item: Attributes): NotificationRecord => fromItem(item, entity.fromAttributes(item));

/** Events and earlier attempts stand in a partition of the notification's own: the one above is shared by the entitlement's. */
const ownPk = (id: string): string => `notification#${id}`;
const attemptSk = (number: number): string => `attempt#${String(number).padStart(6, '0')}`;
const owned = (change: Change, id: string): Change => ({
  ...compacted(change),
  ...(change.event && { event: { ...change.event, aggregateId: ownPk(id) } }),
});

export const notificationRecords = {
  /** Where a notification's item and its event rows stand; nothing for what is no notification's id. */
  placeOf: (id: string) => (partsOf(id) ? { item: entity.keyOf(id), rows: ownPk(id) } : undefined),

  async get(table: Table, id: string): Promise<NotificationRecord | undefined> {
    const item = await table.get(entity.keyOf(id));
    return item && recordOf(item);
  },

  create: (record: NotificationRecord, event?: DomainEvent): Change =>
    owned(entity.create(record, event), record.id),

  /** The event row tells statuses only: receipt handles and answers do not belong into the audit trail. */
  save: (before: NotificationRecord, after: NotificationRecord, event?: DomainEvent): Change => {
    const change = owned(entity.save(before, after, event), after.id);
    return change.event
      ? { ...change, event: { ...change.event, before: statusOf(before), after: statusOf(after) } }
      : change;
  },

  /** Moves the attempt before into a row of its own when another takes its place. */
  archive: (id: string, attempt: KeptAttempt): Change => ({
    writes: [
      { kind: 'create', item: { pk: ownPk(id), sk: attemptSk(attempt.number), type: 'attempt', attempt } },
    ],
  }),

  /** Archived attempts, newest first. */
  async archived(table: Table, id: string, limit: number): Promise<KeptAttempt[]> {
    const { items } = await table.query({ pk: ownPk(id), prefix: 'attempt#', descending: true }, { limit });
    return items.map(({ attempt }) => attempt as KeptAttempt);
  },

  /** A notification and the one told before it about the same entitlement, in one strongly consistent read. */
  async withPrevious(
    table: Table,
    id: string,
  ): Promise<{ record?: NotificationRecord; previous?: NotificationRecord }> {
    const { pk, sk } = entity.keyOf(id);
    const between = [lineSk(0), sk] as const;
    const { items } = await table.query({ pk, between, descending: true, consistent: true }, { limit: 2 });
    const found = items.map(recordOf);
    const record = found.find((one) => one.id === id);
    return { record, previous: found.find((one) => one.id !== id) };
  },

  /** The one told next about the same entitlement, if it came up already. */
  async following(table: Table, id: string): Promise<NotificationRecord | undefined> {
    const { pk } = entity.keyOf(id);
    const between = [lineSk(required(id).version + 1), lineSk(999_999_999)] as const;
    const { items } = await table.query({ pk, between, consistent: true }, { limit: 1 });
    const [item] = items;
    return item && recordOf(item);
  },
};

const statusOf = ({ status, attempts }: NotificationRecord) => ({ status, attempts });
