import type { UploadUse } from '../ports.ts';
import type { AccessDraft } from './access.ts';
import type { AgreementDraft } from './agreement.ts';
import type { BasicDraft } from './basic.ts';
import type { BusinessDraft } from './business.ts';

type Purpose = UploadUse['purpose'];
const one = (pointer: string, purpose: Purpose, uploadId: string | undefined): UploadUse[] =>
  uploadId === undefined ? [] : [{ pointer, purpose, uploadId }];
const many = (pointer: string, purpose: Purpose, uploadIds: readonly string[] | undefined): UploadUse[] =>
  (uploadIds ?? []).map((uploadId, place) => ({ pointer: `${pointer}/${place}`, purpose, uploadId }));

/** The files that each step refers to, with their fields. */
export const uploadsOf = {
  access: ({ iconUploadId }: AccessDraft) => one('/iconUploadId', 'product_icon', iconUploadId),
  basic: ({ pictureUploadIds, screenshotUploadIds, guideUploadId }: BasicDraft) => [
    ...many('/pictureUploadIds', 'product_picture', pictureUploadIds),
    ...many('/screenshotUploadIds', 'screenshot', screenshotUploadIds),
    ...one('/guideUploadId', 'user_guide', guideUploadId),
  ],
  business: ({ certificateUploadIds, openSourceStatementUploadId, testReportUploadId }: BusinessDraft) => [
    ...many('/certificateUploadIds', 'copyright_certificate', certificateUploadIds),
    ...one('/openSourceStatementUploadId', 'open_source_statement', openSourceStatementUploadId),
    ...one('/testReportUploadId', 'test_report', testReportUploadId),
  ],
  agreement: ({ uploadId }: AgreementDraft) => one('/uploadId', 'agreement', uploadId),
} as const;

type Steps = {
  readonly access: AccessDraft;
  readonly basic: BasicDraft;
  readonly business: BusinessDraft;
  readonly agreement: AgreementDraft;
};

/** The files of all steps, each with its place in the product. */
export function filesOf({ access, basic, business, agreement }: Steps): UploadUse[] {
  const placed = (step: string, uses: readonly UploadUse[]) =>
    uses.map((use) => ({ ...use, pointer: `/${step}${use.pointer}` }));
  return [
    ...placed('access', uploadsOf.access(access)),
    ...placed('basic', uploadsOf.basic(basic)),
    ...placed('business', uploadsOf.business(business)),
    ...placed('agreement', uploadsOf.agreement(agreement)),
  ];
}
