import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { requiredAgreements } from '../agreements/agreements.ts';
import type { sellersContract } from '../contract.ts';
import { sellerErrors } from '../errors.ts';
import { sellerEvents } from '../events.ts';
import { admissibleMembership } from '../home/legal-identity.ts';
import { marketNames } from '../markets/market-names.ts';
import { marketRulesAt } from '../markets/market-rules.ts';
import type { FindVerifiedIdentity } from '../ports.ts';
import type { SellerRules } from '../rules.ts';
import { applicationEntity, submitted } from './application.ts';
import { applicationView } from './application-view.ts';
import { checkSubmission } from './check-submission.ts';
import { ownApplication } from './own-application.ts';

type Deps = {
  readonly table: Table;
  readonly rules: SellerRules;
  readonly verifiedIdentity: FindVerifiedIdentity;
};

/** Checks all parts at once and hands the application in; the review's due time is told at once. What is handed in already stays so. */
export const submitApplication: UseCase<typeof sellersContract.submitApplication, Deps> = async (
  { input, actor, now },
  { table, rules, verifiedIdentity },
) => {
  const before = await ownApplication(table, input.applicationId, actor);
  if (before.status === 'submitted') return { answer: applicationView(before, now) };
  const after = submitted(before, rules, now);
  const identity = await verifiedIdentity(before.userId);
  if (!identity) throw sellerErrors.identity_not_verified();
  const asked = requiredAgreements(before.markets, before.consignment);
  const problems = checkSubmission(before, { identity, asked, rules, now });
  if (problems.length > 0) throw sellerErrors.application_incomplete({ fields: problems });
  await admissibleMembership(table, identity.legalIdentity, before.userId);
  const { userId, applicationId, markets, review } = after;
  const data = {
    userId,
    applicationId,
    markets,
    marketNames: marketNames(markets, marketRulesAt(rules.markets, now)),
    dueAt: review.dueAt,
  };
  const save = applicationEntity.save(before, after, happened(sellerEvents.applicationSubmitted, data));
  return { answer: applicationView({ ...after, version: before.version + 1 }, now), changes: [save] };
};
