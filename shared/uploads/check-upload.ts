import type { Change } from '../kernel/change.ts';
import { happened } from '../kernel/events/define-events.ts';
import type { ObjectStore } from '../outside/objects/object-store.ts';
import type { Table } from '../table/table.ts';
import { type ContentResult, checkContent } from './content/check-content.ts';
import { finding } from './content/finding.ts';
import { uploadEvents } from './events.ts';
import { fileTypes } from './file-types.ts';
import { incomingKey, keptKeyOf } from './object-keys.ts';
import type { UploadsRules } from './rules.ts';
import { checkBegun, checkTakenBack, passed, refused, type Upload, uploadEntity } from './upload.ts';

type Decision = { readonly upload?: Upload; readonly changes?: readonly Change[] };
/** Commits a decision, deciding anew when somebody else was faster. */
export type Commit = (decide: () => Promise<Decision>) => Promise<Decision>;

type Deps = { readonly table: Table; readonly objects: ObjectStore; readonly rules: UploadsRules };

/**
 * Checks a posted file by what it holds, keeps the very bytes that passed (of a picture: without metadata), and takes the posted object away. May run any number of
 * times for one upload: only a file whose check is open is looked at. A file whose checker
 * dies of it (memory, time) twice is refused as damaged.
 */
export const checkUpload =
  ({ table, objects, rules }: Deps) =>
  async (uploadId: string, commit: Commit): Promise<void> => {
    const { upload } = await commit(() => begin(table, uploadId, rules));
    if (upload?.status === 'checking') {
      const result = await examine(upload, objects, rules).catch(async (error) => {
        await commit(() => takeBack(table, uploadId));
        throw error;
      });
      const { upload: concluded } = await commit(() => conclude(table, uploadId, result));
      // The clock may have taken the upload away meanwhile; it has not seen what was kept since.
      if (!concluded || concluded.status === 'removing')
        await objects.remove(keptKeyOf(upload, rules.purposes));
    }
    await objects.remove(incomingKey(uploadId));
  };

async function begin(table: Table, uploadId: string, rules: UploadsRules): Promise<Decision> {
  const before = await uploadEntity.get(table, uploadId);
  if (before?.status !== 'checking') return { upload: before };
  const upload = checkBegun(before, rules.brokenChecks);
  return {
    upload,
    changes: [uploadEntity.save(before, upload, upload.status === 'refused' ? refusal(upload) : undefined)],
  };
}

/** A check that failed for a reason outside the file does not count against it. */
async function takeBack(table: Table, uploadId: string): Promise<Decision> {
  const upload = await uploadEntity.get(table, uploadId);
  return upload?.status === 'checking'
    ? { upload, changes: [uploadEntity.save(upload, checkTakenBack(upload))] }
    : { upload };
}

async function examine(upload: Upload, objects: ObjectStore, rules: UploadsRules): Promise<ContentResult> {
  const result = await check(
    upload,
    await objects.read(incomingKey(upload.uploadId), upload.sizeBytes),
    rules,
  );
  if (!result.ok) return result;
  const key = keptKeyOf(upload, rules.purposes);
  const kept = await objects.create(
    key,
    result.kept,
    fileTypes[result.facts.type].contentTypes[0] ?? upload.contentType,
  );
  if (kept === 'created') return result;
  // An earlier check that ended before it could say so has kept the file already: what is kept is what counts, in its own size.
  const bytes = await objects.read(key, upload.sizeBytes);
  return check(typeof bytes === 'string' ? upload : { ...upload, sizeBytes: bytes.length }, bytes, rules);
}

async function check(
  upload: Upload,
  bytes: Uint8Array | 'missing' | 'too_large',
  rules: UploadsRules,
): Promise<ContentResult> {
  const declared = `${upload.sizeBytes} B`;
  if (bytes === 'missing') return { ok: false, findings: [finding('not_received', declared, '-')] };
  if (bytes === 'too_large')
    return { ok: false, findings: [finding('size_mismatch', declared, `> ${declared}`)] };
  return checkContent(bytes, upload, rules.purposes, rules.content);
}

async function conclude(table: Table, uploadId: string, result: ContentResult): Promise<Decision> {
  const before = await uploadEntity.get(table, uploadId);
  if (before?.status !== 'checking') return { upload: before };
  const { uploadId: id, ownerId, purpose } = before;
  if (!result.ok) {
    const upload = refused(before, result.findings);
    return { upload, changes: [uploadEntity.save(before, upload, refusal(upload))] };
  }
  const upload = passed(before, result.facts, result.kept.length);
  const event = happened(uploadEvents.uploadReady, { uploadId: id, ownerId, purpose });
  return { upload, changes: [uploadEntity.save(before, upload, event)] };
}

const refusal = ({ uploadId, ownerId, purpose, findings = [] }: Upload) =>
  happened(uploadEvents.uploadRefused, {
    uploadId,
    ownerId,
    purpose,
    codes: findings.map(({ code }) => code),
  });
