import { addShanghaiDays, endOfShanghaiDay, parseShanghaiDay } from '../../china/shanghai.ts';
import type { Documents } from '../form-parts.ts';

/** A document of the admission material in force, and which messages about its expiry were sent. */
export type SellerDocument = {
  readonly name: string;
  readonly uploadId: string;
  /** last day of validity; absent when it does not expire */
  readonly expiresOn?: string;
  /** when the seller is to be told that it expires soon */
  readonly remindAt?: string;
  /** first moment after its last day */
  readonly expiresAt?: string;
  readonly told: 'nothing' | 'expiring' | 'expired';
};

/** What an approved application files. */
type Filed = {
  readonly documents: Documents;
  readonly telecomLicence?: { readonly uploadId: string; readonly expiresOn?: string };
};
/** What was in force before, and the names of those that do not stay so even where nothing takes their place. */
type InForce = { readonly documents: readonly SellerDocument[]; readonly superseded: readonly string[] };

/**
 * The material of an approved application, and what was in force before and is neither filed anew nor `superseded` (names); reminders so many days before each one's
 * expiry (`docs/rules/1-onboarding.md`, "Review").
 */
export function sellerDocuments(
  { documents, telecomLicence }: Filed,
  { documents: inForce, superseded }: InForce,
  reminderDays: number,
) {
  const copies = [
    ...Object.entries(documents),
    ...(telecomLicence ? [['telecomLicence', telecomLicence] as const] : []),
  ];
  const filed = copies.flatMap(([name, copy]): SellerDocument[] => {
    if (!copy) return [];
    const lastDay = copy.expiresOn === undefined ? undefined : parseShanghaiDay(copy.expiresOn);
    if (!lastDay) return [{ name, uploadId: copy.uploadId, told: 'nothing' }];
    // A copy that was filed before is not told of anew.
    const told =
      inForce.find((known) => known.uploadId === copy.uploadId && known.expiresOn === copy.expiresOn)?.told ??
      'nothing';
    const remindAt = addShanghaiDays(lastDay, -reminderDays).toISOString();
    const expiresAt = endOfShanghaiDay(lastDay).toISOString();
    return [{ name, uploadId: copy.uploadId, expiresOn: copy.expiresOn, remindAt, expiresAt, told }];
  });
  return [
    ...filed,
    ...inForce.filter(
      (known) => !superseded.includes(known.name) && !filed.some(({ name }) => name === known.name),
    ),
  ];
}

const nextOf = ({ told, remindAt, expiresAt }: SellerDocument): string | undefined =>
  told === 'nothing' ? remindAt : told === 'expiring' ? expiresAt : undefined;

/** When the clock must look at the documents again; ISO time, undefined when nothing expires any more. */
export const nextDocumentStep = (documents: readonly SellerDocument[]): string | undefined =>
  documents
    .map(nextOf)
    .filter((at) => at !== undefined)
    .sort()[0];

/** The documents with what is due told now: those that expire soon, those that have expired. */
export function tellDue(documents: readonly SellerDocument[], now: Date) {
  const at = now.toISOString();
  const told = (document: SellerDocument): SellerDocument['told'] => {
    if (document.expiresAt === undefined || document.remindAt === undefined) return document.told;
    if (document.expiresAt <= at) return 'expired';
    return document.remindAt <= at ? 'expiring' : document.told;
  };
  const after = documents.map((document) => ({ ...document, told: told(document) }));
  const changed = after.filter((document, place) => document.told !== documents[place]?.told);
  return {
    documents: after,
    expiring: changed.filter((document) => document.told === 'expiring'),
    expired: changed.filter((document) => document.told === 'expired'),
  };
}
