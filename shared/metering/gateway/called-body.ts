import { gatewayErrors } from '../errors.ts';

export type HandedBody = {
  readonly body?: string;
  readonly isBase64Encoded: boolean;
  readonly contentLength?: string;
};

/**
 * The bytes of a call's body. API Gateway hands over as text what its `Content-Type` calls text, and what is not UTF-8 (GBK, a compressed
 * body) is spoilt by that: U+FFFD stands for what was lost. It may be as long as that, so the body's length does not tell it from one that
 * the caller sent himself; such a body is refused as well, and can be sent as bytes.
 * @throws malformed_body for one that may not be what the caller sent
 */
export function calledBody({ body, isBase64Encoded, contentLength }: HandedBody): Uint8Array | undefined {
  if (body === undefined) return undefined;
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (isBase64Encoded) return bytes;
  const isWhole =
    !body.includes('\ufffd') && (contentLength === undefined || Number(contentLength) === bytes.byteLength);
  if (!isWhole) throw gatewayErrors.malformed_body();
  return bytes;
}
