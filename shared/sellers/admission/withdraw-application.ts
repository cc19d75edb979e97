import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { sellersContract } from '../contract.ts';
import { sellerEvents } from '../events.ts';
import { applicationEntity, withdrawn } from './application.ts';
import { applicationView } from './application-view.ts';
import { ownApplication } from './own-application.ts';

/** Takes the application out of the operators' list; a decision that came first stands, and what is not handed in stays so. */
export const withdrawApplication: UseCase<
  typeof sellersContract.withdrawApplication,
  { table: Table }
> = async ({ input, actor, now }, { table }) => {
  const before = await ownApplication(table, input.applicationId, actor);
  if (!before.review || before.review.status === 'withdrawn') return { answer: applicationView(before, now) };
  const after = withdrawn(before);

  const { applicationId, userId } = before;
  const event = happened(sellerEvents.applicationWithdrawn, { applicationId, userId });
  return {
    answer: applicationView({ ...after, version: before.version + 1 }, now),
    changes: [applicationEntity.save(before, after, event)],
  };
};
