import { userOf } from '../../kernel/actor.ts';
import { happened } from '../../kernel/events/define-events.ts';
import { counted, personOf } from '../../kernel/limits.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { sellersContract } from '../contract.ts';
import { sellerErrors } from '../errors.ts';
import { sellerEvents } from '../events.ts';
import { membershipEntity } from '../home/membership.ts';
import { sellerEntity } from '../home/seller.ts';
import type { FindVerifiedIdentity } from '../ports.ts';
import type { SellerRules } from '../rules.ts';
import { type Application, applicationEntity } from './application.ts';
import { applicationView } from './application-view.ts';

type Deps = {
  readonly table: Table;
  readonly verifiedIdentity: FindVerifiedIdentity;
  readonly rules: SellerRules;
};

/**
 * Starts a draft. Who is a seller already finds the verified parts filled in: they are not asked again
 * (`docs/rules/1-onboarding.md`, "Review").
 */
export const createApplication: UseCase<typeof sellersContract.createApplication, Deps> = async (
  { input, actor, now, newId },
  { table, verifiedIdentity, rules },
) => {
  const { userId, name } = userOf(actor);
  if (!(await verifiedIdentity(userId))) throw sellerErrors.identity_not_verified();
  const application: Application = {
    ...(await verifiedParts(table, userId)),
    applicationId: newId('app'),
    userId,
    userName: name,
    markets: [...new Set(input.markets)],
    consignment: input.consignment,
    status: 'draft',
    createdAt: now.toISOString(),
    version: 1,
  };
  const event = happened(sellerEvents.applicationCreated, { userId, markets: application.markets });
  const limit = counted({ limit: rules.limits.applications, subject: personOf(actor), now });
  return {
    answer: applicationView(application, now),
    changes: [applicationEntity.create(application, event), limit],
  };
};

async function verifiedParts(table: Table, userId: string): Promise<Partial<Application>> {
  const membership = await membershipEntity.get(table, userId);
  const seller = membership && (await sellerEntity.get(table, membership.sellerId));
  const inForce = seller && (await applicationEntity.get(table, seller.applicationId));
  if (!inForce) return {};
  const { applicant, legalNumbers, contact, documents, service, authorization, agreements } = inForce;
  return { applicant, legalNumbers, contact, documents, service, authorization, agreements };
}
