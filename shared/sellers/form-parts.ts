import * as z from 'zod';
import { Day, UploadId } from './fields.ts';

/** A document's copy, and the last day of its validity where it has one. */
export const DocumentCopy = z.strictObject({ uploadId: UploadId, expiresOn: Day.optional() });
export type DocumentCopy = z.output<typeof DocumentCopy>;

export const Documents = z.strictObject({
  licence: DocumentCopy.optional(),
  legalRepresentativeId: DocumentCopy.optional(),
  idCard: DocumentCopy.optional(),
});
export type Documents = z.output<typeof Documents>;

export const AgreementKindName = z.enum(['admission', 'platform_service', 'consignment']);
