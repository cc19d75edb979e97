/**
 * The single table's attributes that are not an entity's own.
 *
 * | attribute | meaning |
 * | --- | --- |
 * | pk, sk | base key: the aggregate's id, and which of its items |
 * | l1pk, l1sk / l2pk, l2sk | sparse list indexes `list1`, `list2`; they project `row`, the few columns a list shows, and each other's partition, which says who the other party is |
 * | l3pk, l3sk | sparse list index `list3` for what leaves a list soon (queues); it projects `row3`, which is another row |
 * | dpk, dsk | sparse index `due`: what the clock must look at, by time |
 * | h | hash of an entity's latest event row; in an event row, of the one before it (`event-chain.ts`) |
 * | type | the entity's type · v the version for optimistic locking · ttl epoch seconds after which DynamoDB removes it |
 */
export const tableIndexes = {
  list1: { pk: 'l1pk', sk: 'l1sk' },
  list2: { pk: 'l2pk', sk: 'l2sk' },
  list3: { pk: 'l3pk', sk: 'l3sk' },
  due: { pk: 'dpk', sk: 'dsk' },
} as const;
export type IndexName = keyof typeof tableIndexes;

/** Attributes that each index projects besides its keys. */
export const indexProjections: Readonly<Record<IndexName, readonly string[]>> = {
  list1: ['row', 'l2pk'],
  list2: ['row', 'l1pk'],
  list3: ['row3'],
  due: ['type'],
};

export const indexAttributes = [
  'pk',
  'sk',
  'l1pk',
  'l1sk',
  'l2pk',
  'l2sk',
  'l3pk',
  'l3sk',
  'dpk',
  'dsk',
  'row',
  'row3',
  'type',
  'v',
  'h',
  'ttl',
] as const;

/**
 * One partition takes 1,000 writes a second, and an index that is throttled throttles its table: what is due is spread. More partitions are
 * safe at any time, since the old ones are still read; fewer only once those that go are empty.
 */
const dueShards = 8;
const duePartition = (shard: number): string => `due#${shard}`;

/** The partitions of the index `due`, all of which the clock reads. */
export const duePartitions: readonly string[] = Array.from({ length: dueShards }, (_, shard) =>
  duePartition(shard),
);

/** Where an item stands in the index `due`, for good: by its key, so that a changed time does not move it to another partition. */
export function duePartitionOf(pk: string): string {
  const sum = [...pk].reduce((total, sign) => total + (sign.codePointAt(0) ?? 0), 0);
  return duePartition(sum % dueShards);
}

export const eventPrefix = 'event#';
/** Event rows of an aggregate sort by its version. */
export const eventSk = (version: number): string => `${eventPrefix}${String(version).padStart(9, '0')}`;
