import { uploadsContract } from '../shared/uploads/contract.ts';
import type { UploadPurpose } from '../shared/uploads/purposes.ts';
import type { Person } from './client.ts';
import { expectThat, type Story, Unexpected } from './story.ts';

export type DemoFile = {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
};

/** Uploads straight to object storage with a signed form and waits until the content is checked. */
async function uploadAndWait(person: Person, story: Story, purpose: UploadPurpose, file: DemoFile) {
  const declared = {
    purpose,
    fileName: file.fileName,
    contentType: file.contentType,
    sizeBytes: file.bytes.length,
  };
  const { uploadId, url, fields } = await person.call(uploadsContract.createUpload, declared);
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([Buffer.from(file.bytes)], { type: file.contentType }), file.fileName);
  const startedAt = performance.now();
  const answer = await fetch(url, { method: 'POST', body: form });
  story.exchange(
    `${person.name}: form to object storage, ${file.fileName} ${file.bytes.length} bytes`,
    String(answer.status),
    performance.now() - startedAt,
  );
  if (!answer.ok) throw new Unexpected(`object storage answered ${answer.status}: ${await answer.text()}`);
  await person.call(uploadsContract.completeUpload, { uploadId });
  return story.until(`the check of ${file.fileName}`, async () => {
    const upload = await person.call(uploadsContract.showUpload, { uploadId });
    return upload.status !== 'checking' && upload;
  });
}

/** The id of an upload that passed its check. */
export async function uploadFile(
  person: Person,
  story: Story,
  purpose: UploadPurpose,
  file: DemoFile,
): Promise<string> {
  const upload = await uploadAndWait(person, story, purpose, file);
  expectThat(
    upload.status === 'ready',
    `${file.fileName} should pass its check, but: ${JSON.stringify(upload)}`,
  );
  return upload.uploadId;
}

/** The reasons why an upload was refused by its check. */
export async function uploadRefused(
  person: Person,
  story: Story,
  purpose: UploadPurpose,
  file: DemoFile,
): Promise<string[]> {
  const upload = await uploadAndWait(person, story, purpose, file);
  expectThat(upload.status === 'refused', `${file.fileName} should be refused, but is ${upload.status}`);
  return (upload.findings ?? []).map(({ detail }) => detail);
}
