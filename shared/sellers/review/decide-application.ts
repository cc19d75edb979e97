import { decideCase } from '../../cases/case.ts';
import { toldOutcome } from '../../cases/told-outcome.ts';
import { userOf } from '../../kernel/actor.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { applicationEntity, decided } from '../admission/application.ts';
import type { sellersContract } from '../contract.ts';
import { sellerErrors } from '../errors.ts';
import { sellerEvents } from '../events.ts';
import { marketNames } from '../markets/market-names.ts';
import { marketRulesAt } from '../markets/market-rules.ts';
import { type AdmitDeps, admit, identityIn } from './admit.ts';
import { reviewView } from './review-application.ts';

/**
 * Approves or rejects exactly the version that the reviewer saw; approving makes the seller in the same transaction
 * (`docs/rules/1-onboarding.md`, "Review").
 */
export const decideApplication: UseCase<typeof sellersContract.decideApplication, AdmitDeps> = async (
  { input, actor, now, newId },
  deps,
) => {
  const { table, rules } = deps;
  const before = await applicationEntity.get(table, input.applicationId);
  if (!before || before.status === 'draft') throw sellerErrors.application_not_found();

  const review = decideCase(before.review, input, { userId: userOf(actor).userId, now });
  const after = decided(before, review);
  const { applicationId, userId, markets } = before;
  const told = {
    ...{
      applicationId,
      userId,
      markets,
      marketNames: marketNames(markets, marketRulesAt(rules.markets, now)),
    },
    ...toldOutcome(review.outcome),
  };
  const concerns = { userIds: [userId], legalIdentity: identityIn(before, deps.legalIdentityOf) };

  if (input.decision === 'rejected') {
    const event = happened(sellerEvents.applicationRejected, told);
    const answer = reviewView({ ...after, version: before.version + 1 }, now);
    return { answer, concerns, changes: [applicationEntity.save(before, after, event)] };
  }
  const { seller, furtherMarkets, changes } = await admit(before, deps, { now, newId });
  const approved = { ...after, sellerId: seller.sellerId };
  const data = {
    ...told,
    sellerId: seller.sellerId,
    depositRequiredFen: seller.depositRequiredFen,
    furtherMarkets,
  };
  const save = applicationEntity.save(before, approved, happened(sellerEvents.applicationApproved, data));
  return {
    answer: reviewView({ ...approved, version: before.version + 1 }, now),
    concerns,
    changes: [save, ...changes],
  };
};
