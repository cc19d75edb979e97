import type { Change } from '../../kernel/change.ts';
import { attachFiles } from '../home/attach-files.ts';
import type { AttachUploads, ReleaseUploads, UploadUse } from '../ports.ts';
import { type Application, wasDecided } from './application.ts';

export type FileDeps = { readonly attachUploads: AttachUploads; readonly releaseUploads: ReleaseUploads };

type Files = Pick<Application, 'documents' | 'authorization'>;

/** The files that the parts of an application refer to. */
export const filesOf = ({ documents, authorization }: Files): string[] =>
  [...Object.values(documents ?? {}), authorization].flatMap((copy) =>
    copy?.uploadId === undefined ? [] : [copy.uploadId],
  );

/**
 * Ties the files that a saved part newly refers to, and lets those go that it named before: nobody keeps copies of papers that are of no
 * more use. Those that a decision was made on stay with it.
 * @throws request.invalid naming every file that may not be used
 */
export async function replaceFiles(
  { attachUploads, releaseUploads }: FileDeps,
  before: Application,
  {
    part,
    uses,
    known,
  }: { readonly part: Files; readonly uses: readonly UploadUse[]; readonly known: readonly string[] },
  now: Date,
): Promise<readonly Change[]> {
  const { applicationId, userId } = before;
  const owner = { ownerId: userId, user: applicationId };
  const added = await attachFiles(attachUploads, { uses, known }, owner, now);

  const dropped = filesOf(part).filter((uploadId) => !uses.some((use) => use.uploadId === uploadId));
  if (wasDecided(before) || dropped.length === 0) return added;
  return [...added, ...(await releaseUploads(dropped, applicationId, now))];
}
