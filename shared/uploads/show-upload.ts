import { userOf } from '../kernel/actor.ts';
import { look } from '../kernel/events/audit-look.ts';
import { happened } from '../kernel/events/define-events.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import type { uploadsContract } from './contract.ts';
import { uploadEvents } from './events.ts';
import { type IsParty, visibleTo } from './parties.ts';
import { uploadEntity } from './upload.ts';
import { viewOf } from './upload-view.ts';

type Deps = { readonly table: Table; readonly isParty: IsParty };

/** To its owner, to the parties of what it is attached to, and to operators, whose look is in the audit trail (`docs/rules/README.md`, "Rules that hold everywhere"). */
export const showUpload: UseCase<typeof uploadsContract.showUpload, Deps> = async (
  { input, actor, language, now, requestId },
  { table, isParty },
) => {
  const user = userOf(actor);
  const upload = await visibleTo(user, await uploadEntity.get(table, input.uploadId), isParty);
  const { uploadId, purpose } = upload;
  const seen = happened(uploadEvents.uploadRecordViewed, { uploadId, purpose });
  return {
    answer: viewOf(upload, language),
    changes: user.operator ? [look(uploadId, seen, { now, requestId })] : [],
  };
};
