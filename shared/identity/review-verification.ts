import { look } from '../kernel/events/audit-look.ts';
import { happened } from '../kernel/events/define-events.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import type { identityContract } from './contract.ts';
import { identityErrors } from './errors.ts';
import { identityEvents } from './events.ts';
import { verificationEntity } from './verification.ts';
import { viewOf } from './verification-view.ts';

/** What an operator decides on, the legal number in full; the look is in the audit trail (`docs/rules/README.md`, "Rules that hold everywhere"). */
export const reviewVerification: UseCase<
  typeof identityContract.reviewVerification,
  { table: Table }
> = async ({ input: { userId }, now, requestId }, { table }) => {
  const verification = await verificationEntity.get(table, userId);
  if (!verification) throw identityErrors.verification_not_found();
  const seen = happened(identityEvents.verificationViewed, { userId });
  const answer = { ...viewOf(verification, now), legalNumber: verification.legalNumber };
  return { answer, changes: [look(userId, seen, { now, requestId })] };
};
