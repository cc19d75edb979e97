import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { sellersContract } from '../contract.ts';
import { type FileDeps, filesOf, replaceFiles } from './application-files.ts';
import { savePart } from './save-part.ts';

type Deps = FileDeps & { readonly table: Table };

/** The sealed statement (also while the kind is left open), or the telecom licence. */
export const saveAuthorization: UseCase<typeof sellersContract.saveAuthorization, Deps> = async (
  call,
  deps,
) => {
  const { applicationId: _, ...authorization } = call.input;
  const purpose = authorization.kind === 'telecom_licence' ? 'data_authorization' : 'statement';
  const { uploadId } = authorization;
  const uses = uploadId === undefined ? [] : [{ pointer: '/uploadId', uploadId, purpose } as const];
  return savePart(call, deps, 'authorization', async (before) => {
    const part = { authorization: before.authorization };
    // A file tied as the other kind of proof is not this one.
    const known = before.authorization?.kind === authorization.kind ? filesOf(part) : [];
    return {
      fields: { authorization },
      changes: await replaceFiles(deps, before, { part, uses, known }, call.now),
    };
  });
};
