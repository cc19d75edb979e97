import type { Change, Key } from '../../kernel/change.ts';
import type { Table } from '../../table/table.ts';
import { sellerEvents } from '../events.ts';
import type { SellerRules } from '../rules.ts';
import { type Seller, sellerEntity } from './seller.ts';
import { tellDue } from './seller-documents.ts';

/**
 * The clock's step for sellers: 30 days before a document expires the seller is told, and again when it has expired
 * (`docs/rules/1-onboarding.md`, "Review"). Answers no changes when nothing is due any more.
 */
export const remindOfExpiry =
  ({ table, rules }: { readonly table: Table; readonly rules: SellerRules }) =>
  async (key: Key, now: Date): Promise<{ changes: Change[] }> => {
    const before = await sellerEntity.get(table, key.pk);
    if (!before) return { changes: [] };
    const { documents, expiring, expired } = tellDue(before.documents, now);
    // One event for one version: what has expired is told first, what expires soon at the next run.
    const after: Seller = {
      ...before,
      documents: expired.length > 0 ? onlyExpired(before, documents) : documents,
    };
    const told = expired.length > 0 ? expired : expiring;
    if (told.length === 0) return { changes: [] };
    const name = expired.length > 0 ? sellerEvents.documentsExpired : sellerEvents.documentsExpiring;
    const data = {
      sellerId: before.sellerId,
      filingDays: rules.documentFilingDays,
      documents: told.map((document) => ({ name: document.name, expiresOn: document.expiresOn })),
    };
    return { changes: [sellerEntity.save(before, after, { name, data })] };
  };

const onlyExpired = (before: Seller, documents: Seller['documents']): Seller['documents'] =>
  documents.map((document, place) =>
    document.told === 'expired' ? document : (before.documents[place] ?? document),
  );
