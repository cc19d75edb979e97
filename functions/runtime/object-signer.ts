import type { ObjectSigner } from '../../shared/outside/objects/object-signer.ts';
import { awsSettings, environment } from './composition.ts';

/** Signs forms and links of the uploads bucket that this function is bound to. */
export const objectSigner = (): ObjectSigner => ({
  ...awsSettings('S3'),
  bucket: environment(['UPLOADS_BUCKET']).UPLOADS_BUCKET,
});
