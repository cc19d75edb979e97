import { look } from '../../kernel/events/audit-look.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import { type Application, applicationEntity } from '../admission/application.ts';
import { applicationView } from '../admission/application-view.ts';
import type { sellersContract } from '../contract.ts';
import { sellerErrors } from '../errors.ts';
import { sellerEvents } from '../events.ts';

/** An operator opens an application; what it looked at is in the audit trail (`docs/rules/README.md`, "Rules that hold everywhere"). Drafts are nobody else's. */
export const reviewApplication: UseCase<
  typeof sellersContract.reviewApplication,
  { readonly table: Table }
> = async ({ input, now, requestId }, { table }) => {
  const application = await applicationEntity.get(table, input.applicationId);
  if (!application || application.status === 'draft') throw sellerErrors.application_not_found();
  const { applicationId, review, version } = application;
  const event = happened(sellerEvents.applicationViewed, {
    applicationId,
    seenVersion: review?.version ?? version,
  });
  return {
    answer: reviewView(application, now, 'reviewer'),
    changes: [look(applicationId, event, { now, requestId })],
  };
};

/** The number is shown in full to who opens an application, which is recorded, and masked in the answer to a decision. */
export const reviewView = (application: Application, now: Date, reader?: 'reviewer') => ({
  ...applicationView(application, now, reader),
  userId: application.userId,
  userName: application.userName,
  version: application.review?.version ?? application.version,
});
