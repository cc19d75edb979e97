import type { FileType } from './file-types.ts';

/** What a file is uploaded for. The rules below stand in `docs/rules/1-onboarding.md`, "The application", and `docs/rules/2-catalogue.md`, "The wizard". */
export type UploadPurpose =
  | 'licence'
  | 'id_document'
  | 'data_authorization'
  | 'statement'
  | 'deposit_proof'
  | 'logo'
  | 'banner'
  | 'product_icon'
  | 'product_picture'
  | 'screenshot'
  | 'user_guide'
  | 'copyright_certificate'
  | 'open_source_statement'
  | 'test_report'
  | 'agreement';

export type PurposeRule = {
  types: readonly FileType[];
  maxBytes: number;
  /** Exact width and height in pixels, where the field asks for them. */
  pixels?: { width: number; height: number };
  /** `private`: only its owner, operators, and the parties of what it is attached to, where that is of a kind that has parties (`parties.ts`; none yet), through short-lived links. `public`: buyers too, once what refers to it is listed. */
  visibility: 'private' | 'public';
  /** Whether the file is offered again in the seller's picture library. */
  library: boolean;
};

const megabyte = 1024 * 1024;
const pictures = ['jpeg', 'png'] as const;
const document = {
  types: ['jpeg', 'png', 'pdf'],
  maxBytes: 10 * megabyte,
  visibility: 'private',
  library: false,
} as const;
const picture = { types: pictures, visibility: 'public', library: true } as const;

export type UploadRules = Readonly<Record<UploadPurpose, PurposeRule>>;

/** Every number of the upload fields; a deployment passes its own table to override them. */
export const defaultUploadRules: UploadRules = {
  licence: document,
  id_document: document,
  data_authorization: document,
  statement: document,
  deposit_proof: document,
  logo: { ...picture, maxBytes: 2 * megabyte },
  banner: { ...picture, maxBytes: 10 * megabyte },
  product_icon: { ...picture, maxBytes: 2 * megabyte, pixels: { width: 96, height: 96 } },
  product_picture: { ...picture, maxBytes: 10 * megabyte, pixels: { width: 1024, height: 768 } },
  screenshot: { ...picture, maxBytes: 10 * megabyte },
  user_guide: { types: ['pdf', 'zip'], maxBytes: 50 * megabyte, visibility: 'public', library: false },
  copyright_certificate: document,
  open_source_statement: { types: ['pdf'], maxBytes: 10 * megabyte, visibility: 'public', library: false },
  // For reviewers only, never shown outside.
  test_report: {
    types: ['docx', 'doc', 'pdf'],
    maxBytes: 10 * megabyte,
    visibility: 'private',
    library: false,
  },
  agreement: { types: ['pdf'], maxBytes: 10 * megabyte, visibility: 'public', library: false },
};

export const uploadPurposes = Object.keys(defaultUploadRules) as UploadPurpose[];
