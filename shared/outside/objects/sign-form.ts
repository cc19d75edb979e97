import { algorithm, amzDate, scopeOf, signature } from '../aws/signature-v4.ts';
import { bucketUrl, type ObjectSigner } from './object-signer.ts';

export type FormRequest = {
  readonly key: string;
  readonly contentType: string;
  /** the file must have 1 to so many bytes */
  readonly maxBytes: number;
  readonly now: Date;
  readonly expiresAt: Date;
};

/** Where to post, and the fields to send before the field `file`. */
export type SignedForm = { readonly url: string; readonly fields: Readonly<Record<string, string>> };

/**
 * A form that posts one file straight to the bucket. Its policy fixes key, content type and size, and when it ends;
 * whatever differs is refused by the object storage (AWS: "Creating a POST policy").
 */
export async function signForm(
  signer: ObjectSigner,
  { key, contentType, maxBytes, now, expiresAt }: FormRequest,
): Promise<SignedForm> {
  const { region } = signer;
  const { accessKeyId, secretAccessKey, sessionToken } = signer.keys();
  const scope = scopeOf(now, { region, service: 's3' });
  const fixed: Record<string, string> = {
    key,
    'Content-Type': contentType,
    'x-amz-algorithm': algorithm,
    'x-amz-credential': `${accessKeyId}/${scope}`,
    'x-amz-date': amzDate(now),
    ...(sessionToken !== undefined && { 'x-amz-security-token': sessionToken }),
  };
  const conditions = [
    { bucket: signer.bucket },
    ...Object.entries(fixed).map(([name, value]) => ({ [name]: value })),
    ['content-length-range', 1, maxBytes],
  ];
  const policy = Buffer.from(JSON.stringify({ expiration: expiresAt.toISOString(), conditions })).toString(
    'base64',
  );
  return {
    url: bucketUrl(signer),
    fields: { ...fixed, policy, 'x-amz-signature': signature(secretAccessKey, scope, policy) },
  };
}
