import type * as z from 'zod';
import type { Sealer } from '../../kernel/secrets/sealed.ts';
import type { Table } from '../../table/table.ts';
import type { NotificationView } from '../contract.ts';
import { dialectOf, usualDialect } from '../dialects/dialects.ts';
import { endpointEntity } from '../endpoints/endpoint.ts';
import { eventAgain } from './event-row.ts';
import type { KeptAttempt, NotificationRecord } from './kept-notification.ts';
import { notificationRecords } from './notification-record.ts';
import { rowOf } from './notification-view.ts';
import { openAnswer } from './sealed-answer.ts';
import { toldOf } from './told-event.ts';

const shownAttempts = 50;

type Deps = { readonly table: Table; readonly sealer: Sealer };

/** Every attempt with time, duration, status, and those answers that the reader may see (`docs/rules/4-fulfilment.md`, "Delivery"). */
export async function notificationDetail(
  record: NotificationRecord,
  { table, sealer }: Deps,
  showsAnswer: (attempt: KeptAttempt) => boolean,
): Promise<z.input<typeof NotificationView>> {
  const {
    id,
    last,
    endpointId,
    eventId,
    waitsFor,
    finishedAt,
    lastErrorClass,
    replayAsked,
    hurried = false,
  } = record;
  const [earlier, event, endpoint] = await Promise.all([
    record.attempts > 1 ? notificationRecords.archived(table, id, shownAttempts - 1) : [],
    eventAgain(table, eventId),
    endpointEntity.get(table, endpointId, { eventual: true }),
  ]);
  const told = toldOf(event);
  const optional = {
    ...(waitsFor && { waitsFor }),
    ...(finishedAt && { finishedAt }),
    ...(lastErrorClass && { lastErrorClass }),
  };
  const shown = (attempt: KeptAttempt) => {
    const { number, status, answer: _sealed, ...rest } = attempt;
    const answer = showsAnswer(attempt) ? openAnswer(id, attempt, sealer) : undefined;
    return { attemptNumber: number, ...rest, httpStatus: status, answer };
  };
  return {
    ...rowOf(record),
    ...optional,
    replayAsked: replayAsked !== undefined,
    hurried,
    body: dialectOf(endpoint?.dialect ?? usualDialect).encode(told.message).body ?? '',
    attempts: [...(last ? [last] : []), ...earlier].map(shown),
  };
}
