import { decidedCase, type OpenCase } from '../cases/case.ts';
import type { LegalIdentityOf } from '../china/legal-identity.ts';
import { addWorkingDays } from '../china/working-days.ts';
import { userOf } from '../kernel/actor.ts';
import { happened } from '../kernel/events/define-events.ts';
import { counted, personOf } from '../kernel/limits.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { Verifier } from '../outside/verification/verifier.ts';
import type { Table } from '../table/table.ts';
import type { identityContract } from './contract.ts';
import { identityEvents } from './events.ts';
import { becomeVerified, findPerson } from './person.ts';
import type { IdentityRules } from './rules.ts';
import { decided, requested, type Verification, verificationEntity } from './verification.ts';
import { viewOf } from './verification-view.ts';

type Deps = {
  readonly table: Table;
  readonly verifier: Verifier;
  readonly rules: IdentityRules;
  readonly legalIdentityOf: LegalIdentityOf;
};

/**
 * Files who the user legally is, also in the place of a request that still waits; what the register does not know waits for an operator
 * (`docs/rules/1-onboarding.md`, "The application").
 */
export const requestVerification: UseCase<typeof identityContract.requestVerification, Deps> = async (
  { input, actor, now },
  { table, verifier, rules, legalIdentityOf },
) => {
  const { userId, name } = userOf(actor);
  const before = await verificationEntity.get(table, userId);
  const person = await findPerson(table, userId);
  const claim = {
    ...input,
    userName: name,
    legalIdentity: legalIdentityOf(input.kind, input.legalNumber),
  };
  const dueAt = addWorkingDays(now, rules.reviewWorkingDays, rules.calendar);
  const pending = requested(userId, before, claim, { now, dueAt });

  const after = byRegister(pending, await verifier.verify(input), now);
  const { status, review } = after;
  const event = happened(identityEvents.verificationRequested, { userId, status, dueAt: review.dueAt });

  return {
    answer: viewOf(after, now),
    changes: [
      before ? verificationEntity.save(before, after, event) : verificationEntity.create(after, event),
      counted({ limit: rules.limits.verifications, subject: personOf(actor), now }),
      ...(after.status === 'confirmed' ? [becomeVerified(person, after)] : []),
    ],
  };
};

const words = { confirmed: 'approved', refused: 'rejected' } as const;

/** What the register knows needs no operator. */
function byRegister(
  pending: Verification & { readonly review: OpenCase },
  known: Awaited<ReturnType<Verifier['verify']>>,
  now: Date,
): Verification {
  if (known === 'undecided') return pending;
  const word = { decision: words[known], version: pending.review.version, comments: [] };
  return decided(pending, decidedCase(pending.review, word, 'system:register', now));
}
