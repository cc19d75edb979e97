import { userOf } from '../kernel/actor.ts';
import { happened } from '../kernel/events/define-events.ts';
import type { UseCase } from '../kernel/use-case.ts';
import { assertOpen, assertUnclaimed, releaseCase as released } from './case.ts';
import { caseView } from './case-view.ts';
import { type CaseDeps, heldCase } from './claim-case.ts';
import type { casesContract } from './contract.ts';
import { caseEvents } from './events.ts';

/** Somebody else's claim is not given back by others; what nobody claims stays so. */
export const releaseCase: UseCase<typeof casesContract.releaseCase, CaseDeps> = async (
  { input, actor, now },
  deps,
) => {
  const { case: before, save } = await heldCase(deps, input.caseId);
  assertOpen(before);
  assertUnclaimed(before, userOf(actor).userId, now);
  if (!before.claim) return { answer: caseView(before, now) };

  const after = released(before);

  const event = happened(caseEvents.caseReleased, { caseId: after.caseId });
  return { answer: caseView(after, now), changes: [save(after, event)] };
};
