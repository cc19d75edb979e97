import type { Attributes, Change } from '../../kernel/change.ts';
import { eventSk } from '../../table/keys.ts';
import type { NotificationRecord } from './kept-notification.ts';
import { notificationId } from './told-event.ts';

/** All notifications about one aggregate stand in one partition, in the order of its events. */
export const linePk = (aggregateId: string): string => `delivery#${aggregateId}`;
export const lineSk = (version: number): string => `message#${String(version).padStart(9, '0')}`;

const listed = ['sellerId', 'endpointId', 'action', 'status', 'attempts', 'nextAttemptAt'] as const;
export const listedOf = ({
  sellerId,
  endpointId,
  action,
  status,
  attempts,
  nextAttemptAt,
}: NotificationRecord) => ({
  sellerId,
  endpointId,
  action,
  status,
  attempts,
  nextAttemptAt,
});
export type NotificationListed = Pick<NotificationRecord, 'id' | 'occurredAt' | (typeof listed)[number]>;

const partsOfKey = ({ pk, sk }: Attributes) => ({
  aggregateId: String(pk).slice(linePk('').length),
  version: Number(String(sk).slice('message#'.length)),
});

/** What its key, its place in the list and its row say of a notification; of these there is no other copy in the item. */
export function listedAs(item: Attributes): NotificationListed {
  const { aggregateId, version } = partsOfKey(item);
  const row = (item.row ?? item.row3) as Pick<NotificationRecord, (typeof listed)[number]>;
  return {
    ...row,
    id: notificationId(aggregateId, version),
    // Every list of notifications stands in the order of what they tell of.
    occurredAt: String(item.l1sk ?? item.l2sk ?? item.l3sk),
  };
}

const eventOf = (key: Attributes): string => {
  const { aggregateId, version } = partsOfKey(key);
  return `${aggregateId}/${eventSk(version)}`;
};

type Kept = Omit<NotificationRecord, 'eventId' | keyof NotificationListed> & { readonly eventId?: string };

/** The record of an item, given the fields that stand in it as they are. */
export const fromItem = (item: Attributes, own: Kept): NotificationRecord => ({
  eventId: eventOf(item),
  ...own,
  ...listedAs(item),
});

/** The item without what `fromItem` finds elsewhere: a delivery with the usual answer of a seller's system stays within a kilobyte. */
function compact(item: Attributes): Attributes {
  const { id: _id, occurredAt: _at, eventId, ...rest } = item;
  const own = Object.entries(rest).filter(([name]) => !(listed as readonly string[]).includes(name));
  return { ...Object.fromEntries(own), ...(eventId !== eventOf(item) && { eventId }) };
}

export const compacted = ({ writes, ...change }: Change): Change => ({
  ...change,
  writes: writes.map((write) =>
    write.kind === 'create' || write.kind === 'replace' ? { ...write, item: compact(write.item) } : write,
  ),
});
