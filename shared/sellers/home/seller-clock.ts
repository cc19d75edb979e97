import { happened } from '../../kernel/events/define-events.ts';
import { type Clock, clockOf } from '../../table/clock.ts';
import { sellerEvents } from '../events.ts';
import type { SellerRules } from '../rules.ts';
import { type Seller, sellerEntity } from './seller.ts';
import { tellDue } from './seller-documents.ts';

/**
 * 30 days before a document expires the seller is told, and again when it has expired (`docs/rules/1-onboarding.md`, "Review"). One event
 * for one version: what has expired is told first, what expires soon at the next run.
 */
export const sellerClock = ({ rules }: { readonly rules: SellerRules }): Clock =>
  clockOf(sellerEntity, {
    async documents(before, now) {
      const { documents, expiring, expired } = tellDue(before.documents, now);
      const [kind, told, after] =
        expired.length > 0
          ? [sellerEvents.documentsExpired, expired, onlyExpired(before, documents)]
          : [sellerEvents.documentsExpiring, expiring, documents];

      const data = {
        sellerId: before.sellerId,
        filingDays: rules.documentFilingDays,
        documents: told.flatMap(({ name, expiresOn }) =>
          expiresOn === undefined ? [] : [{ name, expiresOn }],
        ),
      };
      return { changes: [sellerEntity.save(before, { ...before, documents: after }, happened(kind, data))] };
    },
  });

const onlyExpired = (before: Seller, documents: Seller['documents']): Seller['documents'] =>
  documents.map((document, place) =>
    document.told === 'expired' ? document : (before.documents[place] ?? document),
  );
