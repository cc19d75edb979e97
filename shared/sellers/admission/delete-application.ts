import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { sellersContract } from '../contract.ts';
import { sellerErrors } from '../errors.ts';
import { sellerEvents } from '../events.ts';
import { applicationEntity } from './application.ts';
import { type FileDeps, filesOf } from './application-files.ts';
import { ownApplication } from './own-application.ts';

type Deps = Pick<FileDeps, 'releaseUploads'> & { readonly table: Table };

/** Only a draft: what was ever decided stays. Its files go with it, but for those that something else refers to. */
export const deleteApplication: UseCase<typeof sellersContract.deleteApplication, Deps> = async (
  { input, actor, now },
  { table, releaseUploads },
) => {
  const application = await ownApplication(table, input.applicationId, actor);
  if (application.status !== 'draft') throw sellerErrors.application_not_draft();

  const { applicationId, userId } = application;
  const event = happened(sellerEvents.applicationDeleted, { applicationId, userId });
  const files = await releaseUploads(filesOf(application), applicationId, now);
  return {
    answer: { applicationId, deleted: true },
    changes: [applicationEntity.remove(application, event), ...files],
  };
};
