import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { sellersContract } from '../contract.ts';
import type { UploadUse } from '../ports.ts';
import { type FileDeps, filesOf, replaceFiles } from './application-files.ts';
import { savePart } from './save-part.ts';

type Deps = FileDeps & { readonly table: Table };

const purposes = { licence: 'licence', legalRepresentativeId: 'id_document', idCard: 'id_document' } as const;
type DocumentName = keyof typeof purposes;

/** Copies of the licence and of identity documents, each an upload of the caller's that passed its check. */
export const saveDocuments: UseCase<typeof sellersContract.saveDocuments, Deps> = async (call, deps) => {
  const { applicationId: _, ...documents } = call.input;
  const uses = (Object.keys(purposes) as DocumentName[]).flatMap((name): UploadUse[] => {
    const copy = documents[name];
    return copy ? [{ pointer: `/${name}/uploadId`, uploadId: copy.uploadId, purpose: purposes[name] }] : [];
  });
  return savePart(call, deps, 'documents', async (before) => {
    const part = { documents: before.documents };
    const changes = await replaceFiles(deps, before, { part, uses, known: filesOf(part) }, call.now);
    return { fields: { documents }, changes };
  });
};
