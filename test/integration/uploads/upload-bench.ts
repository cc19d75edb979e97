import { S3Client } from '@aws-sdk/client-s3';
import { type Clock, createClock, startQueuesAndObjects } from '@yunshi/local-cloud/engines';
import { decideAndCommit } from '../../../functions/runtime/commit-work.ts';
import type { Actor } from '../../../shared/kernel/actor.ts';
import type { ObjectSigner } from '../../../shared/outside/objects/object-signer.ts';
import { type ObjectStore, openObjects } from '../../../shared/outside/objects/object-store.ts';
import { limiterOf } from '../../../shared/table/limiter.ts';
import { checkUpload } from '../../../shared/uploads/check-upload.ts';
import { completeUpload } from '../../../shared/uploads/complete-upload.ts';
import { uploadsContract } from '../../../shared/uploads/contract.ts';
import { createUpload } from '../../../shared/uploads/create-upload.ts';
import { isPartyTo } from '../../../shared/uploads/parties.ts';
import type { UploadPurpose } from '../../../shared/uploads/purposes.ts';
import { defaultUploadsRules } from '../../../shared/uploads/rules.ts';
import { localKeys } from '../../support/marketplace/local-aws.ts';
import { buyerActor, run } from '../../support/run-use-case.ts';
import { makeTable, type TestTable } from '../../support/table.ts';

export type Posted = {
  readonly purpose: UploadPurpose;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
};
export type Form = { readonly url: string; readonly fields: Readonly<Record<string, string>> };
export type Bench = TestTable & {
  readonly clock: Clock;
  readonly objects: ObjectStore;
  readonly signer: ObjectSigner;
  stop(): Promise<void>;
};

export const rules = defaultUploadsRules;

/** Files that are attached to nothing with two parties. */
export const isParty = isPartyTo({ kinds: {}, sellerOfUser: async () => undefined });

/** A table and a bucket on the real engines. */
export async function openBench(): Promise<Bench> {
  const clock = createClock();
  const [engine, table] = await Promise.all([startQueuesAndObjects({ clock }), makeTable()]);
  const bucket = 'uploads';
  await engine.createBucket(bucket);
  const client = new S3Client({
    endpoint: engine.s3Endpoint,
    region: 'cn-hangzhou',
    credentials: localKeys,
    forcePathStyle: true,
  });
  const signer = {
    bucket,
    region: 'cn-hangzhou',
    keys: () => localKeys,
    endpoint: engine.s3Endpoint,
  };
  return { ...table, clock, signer, objects: openObjects({ client, bucket }), stop: () => engine.stop() };
}

/** As a browser posts the form; `changes` are what somebody tampered with. */
export async function post(
  { url, fields }: Form,
  bytes: Uint8Array,
  changes: Record<string, string> = {},
): Promise<number> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...changes })) form.append(name, value);
  form.append('file', new Blob([Buffer.from(bytes)]), 'file');
  return (await fetch(url, { method: 'POST', body: form })).status;
}

export const create = (
  { table, signer, clock }: Bench,
  { bytes, ...file }: Posted,
  actor: Actor = buyerActor,
  now = clock.date(),
) =>
  run(
    uploadsContract.createUpload,
    createUpload,
    { ...file, sizeBytes: bytes.length },
    { deps: { signer, rules, limiter: limiterOf(table) }, table, actor, now },
  );

export const complete = ({ table, clock }: Bench, uploadId: string, actor: Actor = buyerActor) =>
  run(
    uploadsContract.completeUpload,
    completeUpload,
    { uploadId },
    { deps: { table }, table, actor, now: clock.date() },
  );

/** As the queue's consumer does. */
export const check = ({ table, objects, clock }: Bench, uploadId: string) =>
  checkUpload({ table, objects, rules })(uploadId, (decide) =>
    decideAndCommit(table, decide, () => ({
      actor: { kind: 'system', name: 'check' },
      now: clock.date(),
      requestId: 'test',
    })),
  );

/** Posted, completed and checked. */
export async function upload(bench: Bench, file: Posted, actor: Actor = buyerActor): Promise<string> {
  const form = await create(bench, file, actor);
  await post(form, file.bytes);
  await complete(bench, form.uploadId, actor);
  await check(bench, form.uploadId);
  return form.uploadId;
}
