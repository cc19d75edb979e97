import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import type { identityContract } from './contract.ts';
import { identityErrors } from './errors.ts';
import { identityEvents } from './events.ts';
import { becomeVerified } from './person.ts';
import { decide, verificationEntity } from './verification.ts';
import { viewOf } from './verification-view.ts';

/** An operator's word, where the register gave none, on exactly the request that was looked at. */
export const decideVerification: UseCase<
  typeof identityContract.decideVerification,
  { table: Table }
> = async ({ input: { userId, version, decision, reason }, now }, { table }) => {
  const before = await verificationEntity.get(table, userId);
  if (!before) throw identityErrors.verification_not_found();
  const after = decide(before, decision, now, reason);
  if (before.version !== version) throw identityErrors.verification_changed();

  const name =
    decision === 'confirmed' ? identityEvents.verificationConfirmed : identityEvents.verificationRefused;
  const { legalIdentity } = after;

  return {
    answer: viewOf({ ...after, version: before.version + 1 }),
    concerns: { userIds: [userId], legalIdentity },
    changes: [
      verificationEntity.save(before, after, { name, data: { userId, reason } }),
      ...(decision === 'confirmed' ? [becomeVerified(userId, after)] : []),
    ],
  };
};
