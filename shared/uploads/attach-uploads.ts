import type { Change } from '../kernel/change.ts';
import type { FieldProblem } from '../kernel/errors.ts';
import type { Table } from '../table/table.ts';
import type { UploadPurpose } from './purposes.ts';
import { attached, type Upload, uploadEntity, usable } from './upload.ts';

/** A field of a form that names an uploaded file. `pointer` is where it stands in the request. */
export type UploadClaim = { readonly pointer: string; readonly uploadId: string; readonly purpose: UploadPurpose };

/**
 * Ties files to what refers to them (`attachedTo`): `problems` for fields whose file is not there, not the owner's, of another purpose,
 * not checked yet or refused; else `changes` that make the files immutable and stop the clock that would remove them, to be committed
 * with whatever refers to them. Files that something refers to already are left as they are: a picture may be used again.
 * The changes carry no events: the event of what refers to the files names them.
 */
export const attachUploads =
  (table: Table) =>
  async (claims: readonly UploadClaim[], ownerId: string, attachedTo: string): Promise<{ problems: FieldProblem[]; changes: Change[] }> => {
    const uploadIds = [...new Set(claims.map(({ uploadId }) => uploadId))];
    const uploads = (await table.getMany(uploadIds.map(uploadEntity.keyOf))).map(uploadEntity.fromAttributes);
    const found = new Map(uploads.map((upload) => [upload.uploadId, upload]));
    const problems = claims.flatMap((claim) => problemOf(claim, found.get(claim.uploadId), ownerId) ?? []);
    if (problems.length > 0) return { problems, changes: [] };
    const free = uploads.filter(({ status }) => status !== 'attached');
    return { problems, changes: free.map((upload) => uploadEntity.save(upload, attached(upload, attachedTo))) };
  };

function problemOf({ pointer, purpose }: UploadClaim, upload: Upload | undefined, ownerId: string): FieldProblem | undefined {
  if (!upload || upload.ownerId !== ownerId || upload.status === 'removing')
    return { pointer, code: 'upload_not_found', zh: '找不到该文件，请重新上传。', en: 'There is no such file; upload it again.' };
  if (upload.purpose !== purpose)
    return { pointer, code: 'upload_purpose', zh: '该文件是为其他字段上传的。', en: 'The file was uploaded for another field.' };
  if (upload.status === 'refused')
    return { pointer, code: 'upload_refused', zh: '文件未通过检查，请更换。', en: 'The file did not pass its checks; choose another.' };
  if (!usable(upload))
    return {
      pointer,
      code: 'upload_not_ready',
      zh: '文件尚未检查完毕，请稍候再试。',
      en: 'The file is not checked yet; try again shortly.',
    };
  return undefined;
}
