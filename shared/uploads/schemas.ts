import {
  Facts,
  ShownStatus,
  UploadForm,
  UploadLink,
  UploadPurpose,
  UploadRow,
  UploadView,
} from './contract.ts';

/** Names of the schemas in the API's document. */
export const uploadsSchemas = {
  FileFacts: Facts,
  Upload: UploadView,
  UploadForm,
  UploadLink,
  UploadPurpose,
  UploadRow,
  UploadStatus: ShownStatus,
} as const;
