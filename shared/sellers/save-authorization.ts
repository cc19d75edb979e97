import { userOf } from '../kernel/actor.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import { attachFiles } from './attach-files.ts';
import type { sellersContract } from './contract.ts';
import type { AttachUploads } from './ports.ts';
import { savePart } from './save-part.ts';

type Deps = { readonly table: Table; readonly attachUploads: AttachUploads };

/** The sealed statement (also while the kind is left open), or the telecom licence. */
export const saveAuthorization: UseCase<typeof sellersContract.saveAuthorization, Deps> = async (call, deps) => {
  const { applicationId, ...authorization } = call.input;
  const owner = { ownerId: userOf(call.actor).userId, attachedTo: applicationId };
  const purpose = authorization.kind === 'telecom_licence' ? 'data_authorization' : 'statement';
  const { uploadId } = authorization;
  const uses = uploadId === undefined ? [] : [{ pointer: '/uploadId', uploadId, purpose } as const];
  return savePart(call, deps, 'authorization', async (before) => {
    // A file tied as the other kind of proof is not this one.
    const known = before.authorization?.kind === authorization.kind ? [before.authorization?.uploadId] : [];
    return { fields: { authorization }, changes: await attachFiles(deps.attachUploads, uses, known, owner, call.now) };
  });
};
