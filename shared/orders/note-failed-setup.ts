import type { FailedNotification } from '../fulfilment/events.ts';
import type { Change } from '../kernel/change.ts';
import type { Table } from '../table/table.ts';
import { entitlementEntity } from './entitlement.ts';
import { withNextStep } from './entitlement-clock.ts';
import { entitlementEvents, type SetupFailed } from './events.ts';
import { noticeOf } from './notice.ts';
import type { OrderRules } from './rules.ts';

type Deps = { readonly table: Table; readonly rules: OrderRules };

/**
 * When a `create` was exhausted or refused: the entitlement says so to its buyer and its seller, until a replay sets it up after all or the
 * order is refunded (`spec/4-fulfilment.md`, "Delivery"). The grace runs from the first failure: a replay that fails as well does not keep
 * the buyer's money for longer. Nothing when it was set up meanwhile, or when the same word comes again.
 */
export const noteFailedSetup =
  ({ table, rules }: Deps) =>
  async (failed: FailedNotification, failedAt: string): Promise<{ changes: readonly Change[] }> => {
    const { entitlementId, notificationId, status, attempts, lastErrorClass, lastStatus } = failed;
    const entitlement = await entitlementEntity.get(table, entitlementId);
    if (entitlement?.status !== 'provisioning' || (entitlement.setupFailedAt ?? '') >= failedAt) return { changes: [] };
    const failure = { notificationId, status, attempts, lastErrorClass, lastStatus };
    const refundAt = entitlement.refundAt ?? failed.refundAt;
    const after = withNextStep({ ...entitlement, setupFailedAt: failedAt, setupFailure: failure, refundAt }, rules);
    const data: SetupFailed = { ...noticeOf(after), failure, refundAt };
    return { changes: [entitlementEntity.save(entitlement, after, { name: entitlementEvents.setupFailed, data })] };
  };
