import * as z from 'zod';
import { become, type Lifecycle } from '../kernel/lifecycle.ts';
import { shortName } from '../kernel/text/short-text.ts';
import { defineEntity } from '../table/entity.ts';
import { placeOf } from '../table/list-page.ts';
import type { ContentFacts } from './content/check-content.ts';
import { type ContentFinding, finding } from './content/finding.ts';
import { uploadErrors } from './errors.ts';
import { extensionOf } from './file-types.ts';
import type { UploadPurpose } from './purposes.ts';

export const UploadStatus = z.enum(['pending', 'checking', 'ready', 'refused', 'attached', 'removing']);
export type UploadStatus = z.output<typeof UploadStatus>;

/**
 * An attached file is immutable and stays; what nothing refers to goes, also when the last that referred to it was deleted
 * (`docs/rules/2-catalogue.md`, "Uploads").
 */
export const uploadLifecycle: Lifecycle<UploadStatus> = {
  pending: { zh: '待上传', en: 'waiting for its upload', next: ['checking', 'removing'] },
  checking: { zh: '检查中', en: 'being checked', next: ['ready', 'refused', 'removing'] },
  ready: { zh: '可用', en: 'ready', next: ['attached', 'removing'] },
  refused: { zh: '未通过检查', en: 'refused', next: ['removing'] },
  attached: { zh: '已使用', en: 'attached', next: ['ready'] },
  removing: { zh: '清除中', en: 'being removed', next: [] },
};

export type Upload = {
  readonly uploadId: string;
  /** user id of whoever uploaded it */
  readonly ownerId: string;
  readonly purpose: UploadPurpose;
  readonly fileName: string;
  /** as declared */
  readonly contentType: string;
  /** as declared; once it passed, of what is kept */
  readonly sizeBytes: number;
  readonly status: UploadStatus;
  readonly createdAt: string;
  /** when it goes unless something refers to it */
  readonly removeAt: string;
  /** checks that began and did not say that they failed */
  readonly checksBegun?: number;
  /** what the file is; once it passed */
  readonly facts?: ContentFacts;
  /** why it was refused */
  readonly findings?: readonly ContentFinding[];
  /** ids of all that refer to it; absent of an attached file that stays for good, since too many do or nobody noted them */
  readonly usedBy?: readonly string[];
  readonly version: number;
};

export const uploadsOfOwner = (ownerId: string, purpose: UploadPurpose): string =>
  `uploads#${ownerId}#${purpose}`;

export const usable = ({ status }: Upload): boolean => status === 'ready' || status === 'attached';

export const uploadEntity = defineEntity<Upload, string, 'removal'>({
  type: 'upload',
  keyOf: (uploadId) => ({ pk: uploadId, sk: 'upload' }),
  idOf: ({ uploadId }) => uploadId,
  // Ids sort by time.
  lists: (upload) =>
    usable(upload)
      ? { list1: { pk: uploadsOfOwner(upload.ownerId, upload.purpose), sk: placeOf(upload.uploadId) } }
      : {},
  row: ({ uploadId, fileName, sizeBytes, createdAt, facts }) => ({
    uploadId,
    fileName: rowName(fileName),
    sizeBytes,
    createdAt,
    width: facts?.width,
    height: facts?.height,
  }),
  timers: ({ status, removeAt }) => ({ removal: status === 'attached' ? undefined : removeAt }),
});

/** A name that fits into a list row: its beginning and its ending. */
const rowName = (fileName: string): string => {
  const short = shortName(fileName, 40);
  return short === fileName ? fileName : `${shortName(fileName, 35)}.${extensionOf(fileName)}`;
};

/** The upload of this owner. @throws uploads.not_found for everybody else too */
export function ownedBy(ownerId: string, upload: Upload | undefined): Upload {
  if (!upload || upload.ownerId !== ownerId || upload.status === 'removing') throw uploadErrors.not_found();
  return upload;
}

/** @throws uploads.not_ready unless it passed its checks */
export function assertUsable(upload: Upload): void {
  if (!usable(upload)) throw uploadErrors.not_ready({ params: { status: uploadLifecycle[upload.status] } });
}

export const completed = (upload: Upload): Upload =>
  become(uploadLifecycle, upload, 'checking', uploadErrors.status);

/** One check begins; one too many of them that never ended, and the file is refused as the cause. */
export const checkBegun = (upload: Upload, brokenChecks: number): Upload =>
  (upload.checksBegun ?? 0) >= brokenChecks
    ? refused(upload, [finding('damaged', upload.purpose, '-')])
    : { ...upload, checksBegun: (upload.checksBegun ?? 0) + 1 };

export const checkTakenBack = (upload: Upload): Upload => ({
  ...upload,
  checksBegun: Math.max((upload.checksBegun ?? 0) - 1, 0),
});

/** `keptBytes` may be fewer than were sent: pictures are kept without metadata. */
export const passed = (upload: Upload, facts: ContentFacts, keptBytes: number): Upload => ({
  ...become(uploadLifecycle, upload, 'ready', uploadErrors.status),
  sizeBytes: keptBytes,
  facts,
});

export const refused = (upload: Upload, findings: readonly ContentFinding[]): Upload => ({
  ...become(uploadLifecycle, upload, 'refused', uploadErrors.status),
  findings,
});

/** So that the record of a picture that is used everywhere stays small. */
const usersNoted = 50;

/** With one more that refers to it; the same upload when that is nothing new. */
export function attached(upload: Upload, user: string): Upload {
  if (upload.status !== 'attached')
    return { ...become(uploadLifecycle, upload, 'attached', uploadErrors.status), usedBy: [user] };
  const { usedBy } = upload;
  if (!usedBy || usedBy.includes(user)) return upload;
  return { ...upload, usedBy: usedBy.length < usersNoted ? [...usedBy, user] : undefined };
}

/** Without one that referred to it; after the last one it waits for another user, as a new file does, until `removeAt`. */
export function released(upload: Upload, user: string, removeAt: string): Upload {
  if (!upload.usedBy?.includes(user)) return upload;
  const usedBy = upload.usedBy.filter((one) => one !== user);
  if (usedBy.length > 0) return { ...upload, usedBy };
  return { ...become(uploadLifecycle, upload, 'ready', uploadErrors.status), usedBy: undefined, removeAt };
}

export const removing = (upload: Upload): Upload =>
  become(uploadLifecycle, upload, 'removing', uploadErrors.status);
