import type { ObjectSigner } from '../outside/objects/object-signer.ts';
import { dispositionOf, signLink } from '../outside/objects/sign-link.ts';
import { keptKey } from './object-keys.ts';
import type { UploadsRules } from './rules.ts';

/** Links to public files, made without looking anything up; a private file's id gives a link to nothing. */
export type PublicLink = (uploadId: string, now: Date, fileName?: string) => Promise<string>;

/** A named file is saved under its name, others are shown. */
export const publicLinks =
  ({ signer, rules }: { signer: ObjectSigner; rules: Pick<UploadsRules, 'linkMinutes'> }): PublicLink =>
  (uploadId, now, fileName) =>
    signLink(signer, {
      key: keptKey('public', uploadId),
      seconds: rules.linkMinutes * 60,
      now,
      disposition: fileName === undefined ? undefined : dispositionOf('attachment', fileName),
    });
