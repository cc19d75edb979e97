import { decideCase } from '../cases/case.ts';
import { toldOutcome } from '../cases/told-outcome.ts';
import { userOf } from '../kernel/actor.ts';
import { happened } from '../kernel/events/define-events.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import type { identityContract } from './contract.ts';
import { identityErrors } from './errors.ts';
import { identityEvents } from './events.ts';
import { becomeVerified, findPerson } from './person.ts';
import { decided, verificationEntity } from './verification.ts';
import { viewOf } from './verification-view.ts';

/** How a decision is told. */
const events = {
  approved: identityEvents.verificationConfirmed,
  rejected: identityEvents.verificationRefused,
} as const;

/** An operator's word, where the register gave none, on exactly the request that was looked at. */
export const decideVerification: UseCase<
  typeof identityContract.decideVerification,
  { table: Table }
> = async ({ input, actor, now }, { table }) => {
  const { userId, decision } = input;
  const before = await verificationEntity.get(table, userId);
  if (!before) throw identityErrors.verification_not_found();
  const person = await findPerson(table, userId);

  const review = decideCase(before.review, input, { userId: userOf(actor).userId, now });
  const after = decided(before, review);

  const { legalIdentity } = after;
  const event = happened(events[decision], { userId, ...toldOutcome(review.outcome) });
  return {
    answer: viewOf(after, now),
    concerns: { userIds: [userId], legalIdentity },
    changes: [
      verificationEntity.save(before, after, event),
      ...(decision === 'approved' ? [becomeVerified(person, after)] : []),
    ],
  };
};
