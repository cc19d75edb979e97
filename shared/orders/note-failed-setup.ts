import type { Change } from '../kernel/change.ts';
import type { Table } from '../table/table.ts';
import { entitlementEntity } from './entitlement.ts';
import { entitlementEvents } from './events.ts';
import { noticeOf } from './notice.ts';

/**
 * When a `create` was exhausted or refused: the entitlement says so to its buyer and its seller (`spec/4-fulfilment.md`,
 * "Delivery"), until a replay sets it up after all. Nothing when it was set up meanwhile, or when the same word comes again.
 */
export const noteFailedSetup =
  ({ table }: { table: Table }) =>
  async (entitlementId: string, failedAt: string): Promise<{ changes: readonly Change[] }> => {
    const entitlement = await entitlementEntity.get(table, entitlementId);
    if (entitlement?.status !== 'provisioning' || (entitlement.setupFailedAt ?? '') >= failedAt) return { changes: [] };
    const failed = { ...entitlement, setupFailedAt: failedAt };
    return { changes: [entitlementEntity.save(entitlement, failed, { name: entitlementEvents.setupFailed, data: noticeOf(failed) })] };
  };
