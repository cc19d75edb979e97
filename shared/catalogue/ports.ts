import type { Change } from '../kernel/change.ts';
import type { FieldProblem, Text } from '../kernel/errors.ts';
import type { Bought } from './published.ts';

/** What a product's files are uploaded for. */
export type ProductFilePurpose =
  | 'product_icon'
  | 'product_picture'
  | 'screenshot'
  | 'user_guide'
  | 'copyright_certificate'
  | 'open_source_statement'
  | 'test_report'
  | 'agreement';

/** A field of a step that refers to an uploaded file. */
export type UploadUse = {
  readonly pointer: string;
  readonly uploadId: string;
  readonly purpose: ProductFilePurpose;
};

/**
 * Ties files to what refers to them (`user`): `problems` for fields whose file is not the owner's, of another purpose, not checked yet or
 * refused; else `changes` that make the files immutable and keep them from being cleared away.
 */
export type AttachUploads = (
  uses: readonly UploadUse[],
  ownerId: string,
  user: string,
) => Promise<{ readonly problems: readonly FieldProblem[]; readonly changes: readonly Change[] }>;

/** Lets files go that `user` no longer refers to: the clock removes those that nothing else refers to. */
export type ReleaseUploads = (
  uploadIds: readonly string[],
  user: string,
  now: Date,
) => Promise<readonly Change[]>;

/** A link, good for a while, to a file that is shown to buyers. Must not read the table: a page of links costs nothing. */
export type LinkTo = (uploadId: string, now: Date, fileName?: string) => Promise<string>;

/** What a seller still has to do before it may list a product that may be sold in these markets. */
export type ListingReadiness = (
  sellerId: string,
  markets: readonly string[],
) => Promise<readonly (Text & { readonly code: string })[]>;

/** The seller's store as a product page names it. */
export type StoreCard = (
  sellerId: string,
) => Promise<{ readonly name: string; readonly logoUploadId?: string } | undefined>;

/** What somebody bought; found for its buyer only. */
export type BoughtBy = (entitlementId: string, buyerId: string) => Promise<Bought | undefined>;
