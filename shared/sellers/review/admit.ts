import type { LegalIdentityOf } from '../../china/legal-identity.ts';
import type { Change } from '../../kernel/change.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { NewId } from '../../kernel/ids.ts';
import type { Table } from '../../table/table.ts';
import type { Application } from '../admission/application.ts';
import { sellerEvents } from '../events.ts';
import { admissibleMembership, legalIdentityEntity } from '../home/legal-identity.ts';
import { membershipEntity } from '../home/membership.ts';
import { type Seller, sellerEntity } from '../home/seller.ts';
import { sellerDocuments } from '../home/seller-documents.ts';
import { marketRulesAt, requiredDeposit } from '../markets/market-rules.ts';
import type { SellerRules } from '../rules.ts';

export type AdmitDeps = {
  readonly table: Table;
  readonly rules: SellerRules;
  readonly legalIdentityOf: LegalIdentityOf;
};

/**
 * What approving an application makes: the seller with its membership and its legal identity, or further markets of a seller
 * that is there. @throws sellers.legal_identity_taken, sellers.legal_identity_expelled
 */
export async function admit(
  application: Application,
  { table, rules, legalIdentityOf }: AdmitDeps,
  { now, newId }: { readonly now: Date; readonly newId: NewId },
): Promise<{ seller: Seller; furtherMarkets: boolean; changes: Change[] }> {
  const { kind, legalName, legalNumber } = legalPerson(application);
  const legalIdentity = identityIn(application, legalIdentityOf);
  const membership = await admissibleMembership(table, legalIdentity, application.userId);
  const before = membership && (await sellerEntity.get(table, membership.sellerId));
  const markets = [...new Set([...(before?.markets ?? []), ...application.markets])];
  const deposit = requiredDeposit(markets, marketRulesAt(rules.markets, now));
  const material = {
    markets,
    depositRequiredFen: Math.max(before?.depositRequiredFen ?? 0, deposit),
    applicationId: application.applicationId,
    documents: documentsOf(application, rules, before),
  };
  const data = { userId: application.userId, markets, depositRequiredFen: material.depositRequiredFen };
  if (before) {
    const seller = { ...before, ...material };
    const event = happened(sellerEvents.sellerMarketsAdded, { ...data, sellerId: seller.sellerId });
    return { seller, furtherMarkets: true, changes: [sellerEntity.save(before, seller, event)] };
  }
  const sellerId = newId('sel');
  const person = { ownerUserId: application.userId, kind, legalName, legalNumber, legalIdentity };
  const seller: Seller = { ...material, ...person, sellerId, admittedAt: now.toISOString(), version: 1 };
  return {
    seller,
    furtherMarkets: false,
    changes: [
      sellerEntity.create(seller, happened(sellerEvents.sellerAdmitted, { ...data, sellerId })),
      membershipEntity.create({ userId: application.userId, sellerId, version: 1 }),
      // Somebody else's seller of this moment is told when the decision is made anew; so is another application of the same user.
      legalIdentityEntity.create({ digest: legalIdentity, sellerId, status: 'admitted', version: 1 }),
    ],
  };
}

/** Who the applicant legally is. */
export function identityIn(application: Application, legalIdentityOf: LegalIdentityOf): string {
  const { kind, legalNumber } = legalPerson(application);
  return legalIdentityOf(kind, legalNumber);
}

function legalPerson({ applicant, legalNumbers }: Application) {
  const kind = applicant?.kind;
  const legalNumber = kind === 'individual' ? legalNumbers?.idCardNumber : legalNumbers?.creditCode;
  if (kind === undefined || applicant?.legalName === undefined || legalNumber === undefined)
    throw new Error('an application was submitted without its applicant');
  return { kind, legalName: applicant.legalName, legalNumber };
}

/** Another proof of the data authorization takes the place of the licence that was in force. */
function documentsOf(application: Application, rules: SellerRules, before: Seller | undefined) {
  const superseded = application.authorization ? ['telecomLicence'] : [];
  return sellerDocuments(
    { documents: application.documents ?? {}, telecomLicence: telecomLicenceOf(application) },
    { documents: before?.documents ?? [], superseded },
    rules.documentReminderDays,
  );
}

const telecomLicenceOf = ({ authorization }: Application) =>
  authorization?.kind === 'telecom_licence' && authorization.uploadId !== undefined
    ? { uploadId: authorization.uploadId, expiresOn: authorization.expiresOn }
    : undefined;
