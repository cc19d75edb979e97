import { gatewayErrors } from './errors.ts';

export type HandedBody = { readonly body?: string; readonly isBase64Encoded: boolean; readonly contentLength?: string };

/**
 * The bytes of a call's body. API Gateway hands over as text what its `Content-Type` calls text, and what is not UTF-8 (GBK, a compressed
 * body) is spoilt by that: its length differs from the caller's, or without a length it holds the sign that stands for what was lost.
 * @throws malformed_body for one that is not what the caller sent
 */
export function calledBody({ body, isBase64Encoded, contentLength }: HandedBody): Uint8Array | undefined {
  if (body === undefined) return undefined;
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (isBase64Encoded) return bytes;
  const isWhole = contentLength === undefined ? !body.includes('\ufffd') : Number(contentLength) === bytes.byteLength;
  if (!isWhole) throw gatewayErrors.malformed_body();
  return bytes;
}
