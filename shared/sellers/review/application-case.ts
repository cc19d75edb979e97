import type { FindCase } from '../../cases/kinds.ts';
import type { LegalIdentityOf } from '../../china/legal-identity.ts';
import { applicationEntity } from '../admission/application.ts';
import { identityIn } from './admit.ts';

/** Applications for admission, as a kind of case. */
export const applicationCase =
  (legalIdentityOf: LegalIdentityOf): FindCase =>
  async (table, id) => {
    const application = await applicationEntity.get(table, id);
    return (
      application?.review && {
        case: application.review,
        concerns: { userIds: [application.userId], legalIdentity: identityIn(application, legalIdentityOf) },
        save: (review, event) => applicationEntity.save(application, { ...application, review }, event),
      }
    );
  };
