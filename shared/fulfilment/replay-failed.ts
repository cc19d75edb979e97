import { sellerOf } from '../kernel/actor.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import { askReplay } from './ask-replay.ts';
import type { fulfilmentContract } from './contract.ts';
import { ownEndpoint } from './endpoint-view.ts';
import { listedAs } from './notification-item.ts';
import { listPartition, listPrefix, notificationRecords } from './notification-record.ts';
import type { FulfilmentRules } from './rules.ts';

/**
 * Asks for every notification of an endpoint that failed for good since a time, oldest first (`spec/4-fulfilment.md`, "Delivery").
 * One transaction takes so many; `next` tells from where to go on. Order within an entitlement holds by itself: only one of its
 * notifications can have failed, the later ones are held behind it and follow once it is delivered.
 */
export const replayFailed: UseCase<typeof fulfilmentContract.replayFailed, { table: Table; rules: FulfilmentRules }> = async (
  { input: { endpointId, since }, actor },
  { table, rules },
) => {
  const sellerId = sellerOf(actor);
  await ownEndpoint(table, endpointId, sellerId);
  const limit = rules.replaysAtOnce;
  const failedOf = async (status: 'exhausted' | 'refused') => {
    const between = [`${listPrefix(status)}${new Date(since).toISOString()}`, `${listPrefix(status)}~`] as const;
    const { items } = await table.query({ index: 'list1', pk: listPartition(sellerId), between }, { limit: limit + 1 });
    return items.map(listedAs);
  };
  const rows = [...(await failedOf('exhausted')), ...(await failedOf('refused'))].sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1));
  const next = rows[limit]?.occurredAt;
  const records = await Promise.all(rows.slice(0, limit).map(({ id }) => notificationRecords.get(table, id)));
  const wanted = records.filter((record) => record !== undefined).filter((record) => record.endpointId === endpointId);
  const changes = await Promise.all(wanted.map((record) => askReplay(table, record)));
  return { answer: { requested: wanted.map(({ id }) => id), ...(next && { next }) }, changes };
};
