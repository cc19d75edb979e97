import type { Change } from '../../kernel/change.ts';
import { kernelErrors } from '../../kernel/errors.ts';
import type { AttachUploads, UploadUse } from '../ports.ts';

type Owner = { readonly userId: string; readonly productId: string };

/**
 * Ties the files that a step newly refers to; those that it referred to before are tied already.
 * @throws request.invalid naming every file that may not be used
 */
export async function attachFiles(
  attach: AttachUploads,
  uses: readonly UploadUse[],
  before: readonly UploadUse[],
  { userId, productId }: Owner,
): Promise<readonly Change[]> {
  const known = new Set(before.map(({ uploadId }) => uploadId));
  const fresh = uses.filter(({ uploadId }) => !known.has(uploadId));
  if (fresh.length === 0) return [];
  const { problems, changes } = await attach(fresh, userId, productId);
  if (problems.length > 0) throw kernelErrors.invalid({ fields: problems });
  return changes;
}
