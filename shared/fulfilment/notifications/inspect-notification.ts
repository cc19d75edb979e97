import { look } from '../../kernel/events/audit-look.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { Sealer } from '../../kernel/secrets/sealed.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { fulfilmentContract } from '../contract.ts';
import { fulfilmentErrors } from '../errors.ts';
import { fulfilmentEvents } from '../events.ts';
import type { KeptAttempt } from './kept-notification.ts';
import { notificationDetail } from './notification-detail.ts';
import { notificationRecords } from './notification-record.ts';
import { partsOf } from './told-event.ts';

/** The answer to a success may hold the buyer's access data, which is nobody else's. */
const isFailure = ({ status }: KeptAttempt): boolean => status !== undefined && status >= 300;

/** An operator follows up on anybody's notification; what it looked at is in the audit trail (`docs/rules/README.md`, "Rules that hold everywhere"). */
export const inspectNotification: UseCase<
  typeof fulfilmentContract.inspectNotification,
  { table: Table; sealer: Sealer }
> = async ({ input: { notificationId }, now, requestId }, deps) => {
  const record = partsOf(notificationId) && (await notificationRecords.get(deps.table, notificationId));
  if (!record) throw fulfilmentErrors.notification_not_found();
  const { sellerId, version: seenVersion } = record;
  const event = happened(fulfilmentEvents.viewed, { notificationId, seenVersion });
  const answer = { ...(await notificationDetail(record, deps, isFailure)), sellerId };
  return { answer, changes: [look(notificationId, event, { now, requestId })] };
};
