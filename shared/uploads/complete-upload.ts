import { userOf } from '../kernel/actor.ts';
import { happened } from '../kernel/events/define-events.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import type { uploadsContract } from './contract.ts';
import { uploadEvents } from './events.ts';
import { completed, ownedBy, uploadEntity } from './upload.ts';
import { viewOf } from './upload-view.ts';

/** Has a file checked that was posted; said again, it only shows how far the check is. */
export const completeUpload: UseCase<typeof uploadsContract.completeUpload, { table: Table }> = async (
  { input, actor, language },
  { table },
) => {
  const before = ownedBy(userOf(actor).userId, await uploadEntity.get(table, input.uploadId));
  if (before.status !== 'pending') return { answer: viewOf(before, language) };
  const after = completed(before);
  const event = happened(uploadEvents.uploadCompleted, {
    uploadId: before.uploadId,
    purpose: before.purpose,
  });
  return { answer: viewOf(after, language), changes: [uploadEntity.save(before, after, event)] };
};
