import type { Change } from '../../kernel/change.ts';
import { type FieldProblem, kernelErrors } from '../../kernel/errors.ts';
import type { AttachUploads, UploadUse } from '../ports.ts';

type Uses = { readonly before: readonly UploadUse[]; readonly after: readonly UploadUse[] };
type Owner = { readonly userId: string; readonly productId: string };

/**
 * Ties the files that a step newly refers to; those that it referred to before are tied already.
 * @throws request.invalid naming every file that may not be used, and what else (`others`) is wrong with the step
 */
export async function attachFiles(
  attach: AttachUploads,
  { before, after }: Uses,
  { userId, productId }: Owner,
  others: readonly FieldProblem[] = [],
): Promise<readonly Change[]> {
  const known = new Set(before.map(({ uploadId }) => uploadId));
  const fresh = after.filter(({ uploadId }) => !known.has(uploadId));
  const { problems, changes } =
    fresh.length > 0 ? await attach(fresh, userId, productId) : { problems: [], changes: [] };
  const all = [...problems, ...others];
  if (all.length > 0) throw kernelErrors.invalid({ fields: all });
  return changes;
}
