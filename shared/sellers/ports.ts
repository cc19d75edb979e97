import type { Change } from '../kernel/change.ts';
import type { FieldProblem } from '../kernel/errors.ts';
import type { VerifiedIdentity } from './admission/check-submission.ts';

/** The purposes of uploads that admission and stores ask for. */
export type FilePurpose = 'licence' | 'id_document' | 'data_authorization' | 'statement' | 'logo' | 'banner';

/** A field of a form that refers to an uploaded file. */
export type UploadUse = {
  readonly pointer: string;
  readonly uploadId: string;
  readonly purpose: FilePurpose;
};

/**
 * Ties files to what refers to them (`user`): `problems` for those that are not there, not the owner's, of another purpose, not checked
 * yet or refused; else `changes` that make the files immutable and keep them from being cleared away.
 */
export type AttachUploads = (
  uses: readonly UploadUse[],
  ownerId: string,
  user: string,
  now: Date,
) => Promise<{ readonly problems: readonly FieldProblem[]; readonly changes: readonly Change[] }>;

/** Lets files go that `user` no longer refers to: the clock removes those that nothing else refers to. */
export type ReleaseUploads = (
  uploadIds: readonly string[],
  user: string,
  now: Date,
) => Promise<readonly Change[]>;

/** A user's confirmed real-name verification. */
export type FindVerifiedIdentity = (userId: string) => Promise<VerifiedIdentity | undefined>;

/** What buyers may not be told in a text that they see; empty for a text that may stand. */
export type CheckTexts = (
  texts: readonly { readonly pointer: string; readonly text: string }[],
) => readonly FieldProblem[];

/** What a seller's deposit account holds now, in fen. */
export type DepositBalance = (sellerId: string) => Promise<number>;
