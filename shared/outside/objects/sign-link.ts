import { algorithm, amzDate, encodeStrictly, scopeOf, sha256Hex, signature } from '../aws/signature-v4.ts';
import { bucketUrl, type ObjectSigner } from './object-signer.ts';

export type LinkRequest = {
  readonly key: string;
  readonly seconds: number;
  readonly now: Date;
  /** the content-disposition header that the file comes with */
  readonly disposition?: string;
};

/** A link that reads one object and nothing else, for so many seconds (AWS: "Authenticating requests: using query parameters"). */
export async function signLink(
  signer: ObjectSigner,
  { key, seconds, now, disposition }: LinkRequest,
): Promise<string> {
  const { region } = signer;
  const { accessKeyId, secretAccessKey, sessionToken } = signer.keys();
  const scope = scopeOf(now, { region, service: 's3' });
  const url = new URL(`${bucketUrl(signer)}/${key.split('/').map(encodeStrictly).join('/')}`);
  const parameters: Record<string, string> = {
    'X-Amz-Algorithm': algorithm,
    'X-Amz-Credential': `${accessKeyId}/${scope}`,
    'X-Amz-Date': amzDate(now),
    'X-Amz-Expires': String(seconds),
    ...(sessionToken !== undefined && { 'X-Amz-Security-Token': sessionToken }),
    'X-Amz-SignedHeaders': 'host',
    ...(disposition !== undefined && { 'response-content-disposition': disposition }),
  };
  const query = Object.entries(parameters)
    .map(([name, value]) => `${encodeStrictly(name)}=${encodeStrictly(value)}`)
    .sort()
    .join('&');
  const request = ['GET', url.pathname, query, `host:${url.host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join('\n');
  const text = [algorithm, amzDate(now), scope, sha256Hex(request)].join('\n');
  return `${url.origin}${url.pathname}?${query}&X-Amz-Signature=${signature(secretAccessKey, scope, text)}`;
}

/** Shows the file in the browser or saves it, under its own name in every script (RFC 6266). */
export const dispositionOf = (kind: 'inline' | 'attachment', fileName: string): string =>
  `${kind}; filename="${fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_')}"; filename*=UTF-8''${encodeStrictly(fileName)}`;
