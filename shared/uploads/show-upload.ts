import { userOf } from '../kernel/actor.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import type { uploadsContract } from './contract.ts';
import { uploadEntity, visibleTo } from './upload.ts';
import { viewOf } from './upload-view.ts';

/** To its owner and to operators. */
export const showUpload: UseCase<typeof uploadsContract.showUpload, { table: Table }> = async ({ input, actor, language }, { table }) => ({
  answer: viewOf(visibleTo(userOf(actor), await uploadEntity.get(table, input.uploadId)), language),
});
