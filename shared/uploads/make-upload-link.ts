import { userOf } from '../kernel/actor.ts';
import { happened } from '../kernel/events/define-events.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { ObjectSigner } from '../outside/objects/object-signer.ts';
import { dispositionOf, signLink } from '../outside/objects/sign-link.ts';
import type { Table } from '../table/table.ts';
import type { uploadsContract } from './contract.ts';
import { uploadEvents } from './events.ts';
import { keptKeyOf } from './object-keys.ts';
import { type IsParty, visibleTo } from './parties.ts';
import type { UploadsRules } from './rules.ts';
import { assertUsable, type Upload, uploadEntity } from './upload.ts';

type Deps = { table: Table; signer: ObjectSigner; rules: UploadsRules; isParty: IsParty };

const shownInPlace = ({ facts }: Upload): boolean =>
  facts?.type === 'jpeg' || facts?.type === 'png' || facts?.type === 'pdf';

/** A short-lived link for the owner, a party of what the file is attached to, or an operator; every look is an event (`docs/rules/2-catalogue.md`, "Uploads"). */
export const makeUploadLink: UseCase<typeof uploadsContract.makeUploadLink, Deps> = async (
  { input, actor, now },
  { table, signer, rules, isParty },
) => {
  const upload = await visibleTo(userOf(actor), await uploadEntity.get(table, input.uploadId), isParty);
  assertUsable(upload);
  const seconds = rules.linkMinutes * 60;
  const disposition = dispositionOf(shownInPlace(upload) ? 'inline' : 'attachment', upload.fileName);
  const url = await signLink(signer, { key: keptKeyOf(upload, rules.purposes), seconds, now, disposition });
  const event = happened(uploadEvents.uploadViewed, { uploadId: upload.uploadId, purpose: upload.purpose });
  return {
    answer: { url, expiresAt: new Date(now.getTime() + seconds * 1000).toISOString() },
    changes: [uploadEntity.save(upload, upload, event)],
  };
};
