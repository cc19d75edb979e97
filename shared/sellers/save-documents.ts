import { userOf } from '../kernel/actor.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import { attachFiles } from './attach-files.ts';
import type { sellersContract } from './contract.ts';
import type { AttachUploads, UploadUse } from './ports.ts';
import { savePart } from './save-part.ts';

type Deps = { readonly table: Table; readonly attachUploads: AttachUploads };

const purposes = { licence: 'licence', legalRepresentativeId: 'id_document', idCard: 'id_document' } as const;
type DocumentName = keyof typeof purposes;

/** Copies of the licence and of identity documents, each an upload of the caller's that passed its check. */
export const saveDocuments: UseCase<typeof sellersContract.saveDocuments, Deps> = async (call, deps) => {
  const { applicationId, ...documents } = call.input;
  const owner = { ownerId: userOf(call.actor).userId, attachedTo: applicationId };
  const uses = (Object.keys(purposes) as DocumentName[]).flatMap((name): UploadUse[] => {
    const copy = documents[name];
    return copy ? [{ pointer: `/${name}/uploadId`, uploadId: copy.uploadId, purpose: purposes[name] }] : [];
  });
  return savePart(call, deps, 'documents', async (before) => {
    const known = Object.values(before.documents ?? {}).map((copy) => copy?.uploadId);
    return { fields: { documents }, changes: await attachFiles(deps.attachUploads, uses, known, owner, call.now) };
  });
};
