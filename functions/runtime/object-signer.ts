import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ObjectSigner } from '../../shared/outside/objects/object-signer.ts';
import { environment } from './composition.ts';

/** Signs forms and links of the uploads bucket that this function is bound to. */
export function objectSigner(): ObjectSigner {
  // Region and keys are the same for every service, and the S3 client would more than double the bundle just to know them.
  const { region, credentials } = new DynamoDBClient({}).config;
  const { UPLOADS_BUCKET: bucket } = environment(['UPLOADS_BUCKET']);
  return { bucket, region, credentials, endpoint: process.env.AWS_ENDPOINT_URL_S3 };
}
