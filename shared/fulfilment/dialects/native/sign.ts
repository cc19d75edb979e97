import { hmacSha256, keyOf } from '../../../kernel/secrets/hmac.ts';
import { secretKey } from './secret.ts';

/** Headers of a signed message. */
export type SignatureHeaders = {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
};

type Signed = { readonly headers: SignatureHeaders; readonly signedText: string };

/**
 * Signs as Standard Webhooks 1.0.0 does (`docs/rules/isv-protocols.md`, "native: Standard Webhooks 1.0.0"): one `v1,` signature per secret.
 * `timestamp` is the attempt's Unix time in seconds, `body` the very text that is sent. Throws RangeError for a bad secret.
 */
export function sign(message: {
  secrets: readonly string[];
  id: string;
  timestamp: number;
  body: string;
}): Signed {
  const signedText = `${message.id}.${message.timestamp}.${message.body}`;
  const signatures = message.secrets.map(
    (secret) => `v1,${hmacSha256(keyOf(secretKey(secret)), signedText).toString('base64')}`,
  );
  return {
    headers: {
      'webhook-id': message.id,
      'webhook-timestamp': String(message.timestamp),
      'webhook-signature': signatures.join(' '),
    },
    signedText,
  };
}
