import type { AwsKeys } from '../aws/signature-v4.ts';

/** What signs for object storage: which bucket, where it is, and with whose keys. */
export type ObjectSigner = {
  readonly bucket: string;
  readonly region: string;
  /** asked for each signature */
  readonly keys: () => AwsKeys;
  /** address of another engine than Amazon's; the bucket is then part of the path */
  readonly endpoint?: string;
};

/** Address of the bucket, without a slash at its end. */
export function bucketUrl({ bucket, endpoint, region }: ObjectSigner): string {
  if (endpoint !== undefined) return `${endpoint.replace(/\/$/, '')}/${bucket}`;
  return `https://${bucket}.s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}
