import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import { applicationEntity } from './application.ts';
import type { sellersContract } from './contract.ts';
import { sellerErrors } from './errors.ts';
import { sellerEvents } from './events.ts';
import { ownApplication } from './own-application.ts';

/** Only a draft: what was ever decided stays. Its files stay with whoever uploaded them, who may use them in another application. */
export const deleteApplication: UseCase<typeof sellersContract.deleteApplication, { table: Table }> = async (
  { input, actor },
  { table },
) => {
  const application = await ownApplication(table, input.applicationId, actor);
  if (application.status !== 'draft') throw sellerErrors.application_not_draft();

  const { applicationId, userId } = application;
  const event = { name: sellerEvents.applicationDeleted, data: { applicationId, userId } };
  return { answer: { applicationId, deleted: true }, changes: [applicationEntity.remove(application, event)] };
};
