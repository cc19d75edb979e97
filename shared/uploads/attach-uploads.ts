import type { Change } from '../kernel/change.ts';
import type { FieldProblem } from '../kernel/errors.ts';
import type { Table } from '../table/table.ts';
import type { UploadPurpose } from './purposes.ts';
import type { UploadsRules } from './rules.ts';
import { attached, released, type Upload, uploadEntity, usable } from './upload.ts';

/** A field of a form that names an uploaded file. `pointer` is where it stands in the request. */
export type UploadClaim = {
  readonly pointer: string;
  readonly uploadId: string;
  readonly purpose: UploadPurpose;
};

/**
 * Ties files to what refers to them (`user`): `problems` for fields whose file is not there, not the owner's, of another purpose,
 * not checked yet or refused; else `changes` that make the files immutable and stop the clock that would remove them, to be committed
 * with whatever refers to them. Files may be used by several: each is noted, so that the file stays until the last one lets it go.
 * The changes carry no events: the event of what refers to the files names them.
 */
export const attachUploads =
  (table: Table) =>
  async (
    claims: readonly UploadClaim[],
    ownerId: string,
    user: string,
  ): Promise<{ problems: FieldProblem[]; changes: Change[] }> => {
    const uploads = await uploadsOf(
      table,
      claims.map(({ uploadId }) => uploadId),
    );
    const found = new Map(uploads.map((upload) => [upload.uploadId, upload]));
    const problems = claims.flatMap((claim) => problemOf(claim, found.get(claim.uploadId), ownerId) ?? []);
    if (problems.length > 0) return { problems, changes: [] };
    return { problems, changes: changesOf(uploads, (upload) => attached(upload, user)) };
  };

/**
 * The reverse, for what is deleted or names other files: those that nothing else refers to are removed by the clock like files that were
 * never attached. Of files that this user does not hold nothing changes.
 */
export const releaseUploads =
  (table: Table, { orphanHours }: Pick<UploadsRules, 'orphanHours'>) =>
  async (uploadIds: readonly string[], user: string, now: Date): Promise<Change[]> => {
    const removeAt = new Date(now.getTime() + orphanHours * 3_600_000).toISOString();
    return changesOf(await uploadsOf(table, uploadIds), (upload) => released(upload, user, removeAt));
  };

async function uploadsOf(table: Table, uploadIds: readonly string[]): Promise<Upload[]> {
  const keys = [...new Set(uploadIds)].map(uploadEntity.keyOf);
  return (await table.getMany(keys)).map(uploadEntity.fromAttributes);
}

const changesOf = (uploads: readonly Upload[], change: (upload: Upload) => Upload): Change[] =>
  uploads.flatMap((upload) => {
    const after = change(upload);
    return after === upload ? [] : [uploadEntity.save(upload, after)];
  });

function problemOf(
  { pointer, purpose }: UploadClaim,
  upload: Upload | undefined,
  ownerId: string,
): FieldProblem | undefined {
  if (!upload || upload.ownerId !== ownerId || upload.status === 'removing')
    return {
      pointer,
      code: 'upload_not_found',
      zh: '找不到该文件，请重新上传。',
      en: 'There is no such file; upload it again.',
    };
  if (upload.purpose !== purpose)
    return {
      pointer,
      code: 'upload_purpose',
      zh: '该文件是为其他字段上传的。',
      en: 'The file was uploaded for another field.',
    };
  if (upload.status === 'refused')
    return {
      pointer,
      code: 'upload_refused',
      zh: '文件未通过检查，请更换。',
      en: 'The file did not pass its checks; choose another.',
    };
  if (!usable(upload))
    return {
      pointer,
      code: 'upload_not_ready',
      zh: '文件尚未检查完毕，请稍候再试。',
      en: 'The file is not checked yet; try again shortly.',
    };
  return undefined;
}
