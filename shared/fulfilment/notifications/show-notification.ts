import { sellerOf } from '../../kernel/actor.ts';
import type { Sealer } from '../../kernel/secrets/sealed.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { fulfilmentContract } from '../contract.ts';
import { notificationDetail } from './notification-detail.ts';
import { ownNotification } from './notification-view.ts';

/** To its seller, with everything that its own system answered. */
export const showNotification: UseCase<
  typeof fulfilmentContract.showNotification,
  { table: Table; sealer: Sealer }
> = async ({ input, actor }, deps) => {
  const record = await ownNotification(deps.table, input.notificationId, sellerOf(actor));
  return { answer: await notificationDetail(record, deps, () => true) };
};
