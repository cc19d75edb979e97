import { sellerOf } from '../../kernel/actor.ts';
import type { Attributes } from '../../kernel/change.ts';
import { kernelErrors } from '../../kernel/errors.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { type CursorList, decodeCursor, encodeCursor } from '../../table/cursor.ts';
import type { Table } from '../../table/table.ts';
import type { fulfilmentContract } from '../contract.ts';
import { ownEndpoint } from '../endpoints/endpoint-view.ts';
import type { FulfilmentRules } from '../rules.ts';
import { askReplay } from './ask-replay.ts';
import { mayAttempt } from './notification.ts';
import { listedAs } from './notification-item.ts';
import { listPartition, listPrefix, notificationRecords } from './notification-record.ts';

/** Lists that are gone through one after the other. */
const failedPrefixes = [listPrefix('exhausted'), listPrefix('refused')];

/**
 * Asks for every notification of an endpoint that failed for good since a time: the exhausted ones, then the refused ones, each oldest
 * first (`docs/rules/4-fulfilment.md`, "Delivery"). One transaction takes so many; `next` tells where to go on. Order within an entitlement
 * holds by itself: only one of its notifications can have failed, the later ones are held behind it and follow once it is delivered.
 */
export const replayFailed: UseCase<
  typeof fulfilmentContract.replayFailed,
  { table: Table; rules: FulfilmentRules }
> = async ({ input: { endpointId, since, cursor }, actor }, { table, rules }) => {
  const sellerId = sellerOf(actor);
  await ownEndpoint(table, endpointId, sellerId);
  const limit = rules.replaysAtOnce;
  const list = { index: 'list1', pk: listPartition(sellerId), list: `replays#${endpointId}` } as const;
  const first = startOf(list, cursor);
  const rows: Attributes[] = [];
  for (const prefix of failedPrefixes.slice(first)) {
    const between = [`${prefix}${new Date(since).toISOString()}`, `${prefix}~`] as const;
    const page = { limit: limit + 1 - rows.length, ...(prefix === failedPrefixes[first] && { cursor }) };
    rows.push(...(await table.query({ ...list, between }, page)).items);
    if (rows.length > limit) break;
  }
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const records = await Promise.all(
    rows.slice(0, limit).map((row) => notificationRecords.get(table, listedAs(row).id)),
  );
  // The list is a moment old: one of it may be refunded by now, or accepted.
  const wanted = records
    .filter((record) => record !== undefined)
    .filter((record) => record.endpointId === endpointId && mayAttempt(record, 'replay'));
  const changes = await Promise.all(wanted.map((record) => askReplay(table, record)));
  return {
    answer: { requested: wanted.map(({ id }) => id), ...(last && { next: cursorAt(list, last) }) },
    changes,
  };
};

/** A place in the list index, and not a time: of many that failed in one millisecond each has its own. */
const cursorAt = (list: CursorList, { l1sk, pk, sk }: Attributes): string =>
  encodeCursor(list, [String(l1sk), String(pk), String(sk)]);

/** The list in which the cursor stands; the first one without it. @throws request.cursor_invalid */
function startOf(list: CursorList, cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const [position = ''] = decodeCursor(list, cursor);
  const place = failedPrefixes.findIndex((prefix) => position.startsWith(prefix));
  if (place < 0) throw kernelErrors.cursor_invalid();
  return place;
}
