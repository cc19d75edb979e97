import type { FindCase } from '../cases/kinds.ts';
import { verificationEntity } from './verification.ts';

/** Real-name verifications, as a kind of case. */
export const verificationCase: FindCase = async (table, id) => {
  const verification = await verificationEntity.get(table, id);
  return (
    verification && {
      case: verification.review,
      concerns: { userIds: [verification.userId], legalIdentity: verification.legalIdentity },
      save: (review, event) => verificationEntity.save(verification, { ...verification, review }, event),
    }
  );
};
