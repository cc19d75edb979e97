/** What signs for object storage: which bucket, where it is, and with whose keys. */
export type ObjectSigner = {
  readonly bucket: string;
  readonly region: () => Promise<string>;
  /** with a session token where the keys are a role's */
  readonly credentials: () => Promise<ObjectCredentials>;
  /** address of another engine than Amazon's; the bucket is then part of the path */
  readonly endpoint?: string;
};
export type ObjectCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

/** Address of the bucket, without a slash at its end. */
export function bucketUrl({ bucket, endpoint }: ObjectSigner, region: string): string {
  if (endpoint !== undefined) return `${endpoint.replace(/\/$/, '')}/${bucket}`;
  return `https://${bucket}.s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}
