import type { Change } from '../../kernel/change.ts';
import { kernelErrors } from '../../kernel/errors.ts';
import type { AttachUploads, UploadUse } from '../ports.ts';

/** The files that a form refers to now, and those that it referred to before. */
type Referred = { readonly uses: readonly UploadUse[]; readonly known: readonly (string | undefined)[] };
type Owner = { readonly ownerId: string; readonly user: string };

/**
 * Ties the files that a form newly refers to; those it referred to before are tied already.
 * @throws request.invalid naming every file that may not be used
 */
export async function attachFiles(
  attach: AttachUploads,
  { uses, known }: Referred,
  { ownerId, user }: Owner,
  now: Date,
): Promise<readonly Change[]> {
  const fresh = uses.filter(({ uploadId }) => !known.includes(uploadId));
  if (fresh.length === 0) return [];
  const { problems, changes } = await attach(fresh, ownerId, user, now);
  if (problems.length > 0) throw kernelErrors.invalid({ fields: problems });
  return changes;
}
