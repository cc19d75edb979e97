import { userOf } from '../kernel/actor.ts';
import { happened } from '../kernel/events/define-events.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import type { identityContract } from './contract.ts';
import { identityErrors } from './errors.ts';
import { identityEvents } from './events.ts';
import { verificationEntity, withdraw } from './verification.ts';
import { viewOf } from './verification-view.ts';

/** Takes the caller's own request back while it waits; what is withdrawn already stays so. */
export const withdrawVerification: UseCase<
  typeof identityContract.withdrawVerification,
  { table: Table }
> = async ({ actor, now }, { table }) => {
  const { userId } = userOf(actor);
  const before = await verificationEntity.get(table, userId);
  if (!before) throw identityErrors.verification_not_found();
  if (before.status === 'withdrawn') return { answer: viewOf(before, now) };

  const after = withdraw(before);

  const event = happened(identityEvents.verificationWithdrawn, { userId });
  return {
    answer: viewOf(after, now),
    changes: [verificationEntity.save(before, after, event)],
  };
};
