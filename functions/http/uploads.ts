import { withOverrides } from '../../shared/kernel/rules.ts';
import { sellerOfUser } from '../../shared/sellers/home/membership.ts';
import { limiterOf } from '../../shared/table/limiter.ts';
import { completeUpload } from '../../shared/uploads/complete-upload.ts';
import { uploadsContract } from '../../shared/uploads/contract.ts';
import { createUpload } from '../../shared/uploads/create-upload.ts';
import { listUploads } from '../../shared/uploads/list-uploads.ts';
import { makeUploadLink } from '../../shared/uploads/make-upload-link.ts';
import { isPartyTo, type PartiesOf } from '../../shared/uploads/parties.ts';
import { defaultUploadsRules } from '../../shared/uploads/rules.ts';
import { showUpload } from '../../shared/uploads/show-upload.ts';
import { connectTable, ruleOverrides } from '../runtime/composition.ts';
import { httpFunction } from '../runtime/http/http.ts';
import { objectSigner } from '../runtime/object-signer.ts';

const table = connectTable();
const rules = withOverrides(defaultUploadsRules, ruleOverrides('uploads'));

const seller = sellerOfUser(table);

/** Kinds of things whose files both parties read, by the beginning of their ids; what has two parties and takes files comes here. */
const kinds: Readonly<Record<string, PartiesOf>> = {};

export const handler = httpFunction(
  uploadsContract,
  { createUpload, completeUpload, showUpload, listUploads, makeUploadLink },
  {
    table,
    sellerOfUser: seller,
    deps: {
      table,
      signer: objectSigner(),
      rules,
      limiter: limiterOf(table),
      isParty: isPartyTo({ kinds, sellerOfUser: seller }),
    },
  },
);
