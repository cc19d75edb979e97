import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import type { identityContract } from './contract.ts';
import { identityErrors } from './errors.ts';
import { identityEvents } from './events.ts';
import { decide, verificationEntity } from './verification.ts';
import { viewOf } from './verification-view.ts';

/** An operator's word where the register gave none. */
export const decideVerification: UseCase<typeof identityContract.decideVerification, { table: Table }> = async (
  { input, now },
  { table },
) => {
  const before = await verificationEntity.get(table, input.userId);
  if (!before) throw identityErrors.verification_not_found();
  const after = decide(before, input.decision, now);
  const name = input.decision === 'confirmed' ? identityEvents.verificationConfirmed : identityEvents.verificationRefused;
  return { answer: viewOf(after), changes: [verificationEntity.save(before, after, { name, data: { userId: input.userId } })] };
};
