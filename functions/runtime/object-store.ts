import { S3Client } from '@aws-sdk/client-s3';
import { type ObjectStore, openObjects } from '../../shared/outside/objects/object-store.ts';
import { awsSettings, environment } from './composition.ts';

/** The uploads bucket that this function is bound to. */
export function connectObjects(): ObjectStore {
  // Another engine than Amazon's has one address for all buckets.
  const client = new S3Client({ forcePathStyle: awsSettings('S3').endpoint !== undefined });
  return openObjects({ client, bucket: environment(['UPLOADS_BUCKET']).UPLOADS_BUCKET });
}
