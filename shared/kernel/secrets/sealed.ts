import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { hmacSha256, keyOf } from './hmac.ts';

/** Encrypts small secrets at rest. `context` names what the secret belongs to: sealed text moved elsewhere does not open. */
export type Sealer = {
  readonly seal: (text: string, context: string) => string;
  readonly open: (sealed: string, context: string) => string;
  /** The same for the same text: tells whether two secrets are equal, and says nothing to whoever lacks the key. */
  readonly digest: (text: string, context: string) => string;
};

const prefix = 's1.';
const nonceBytes = 12;
/** GCM takes shorter tags unless it is told the length, and a short tag is soon guessed. */
const tagBytes = 16;

/**
 * AES-256-GCM under keys derived per context from the data keys (each 32 bytes, base64; several with commas between). The first one seals,
 * every one opens what it sealed, and the last, which was there first, makes digests: they must be the same for good.
 * @throws on open when anything was changed, or none of the keys sealed it
 */
export function sealerOf(dataKeys: string): Sealer {
  const keys = dataKeys.split(',').map((text) => dataKeyOf(text.trim()));
  const [newest, oldest] = [keys[0] as KeyObject, keys.at(-1) as KeyObject];
  return {
    seal: (text, context) => sealUnder(keyFor(newest, context), text),
    open(sealed, context) {
      const bytes = Buffer.from(
        sealed.startsWith(prefix) ? sealed.slice(prefix.length) : sealed,
        'base64url',
      );
      let refusal: unknown;
      for (const key of keys) {
        try {
          return openUnder(keyFor(key, context), bytes);
        } catch (error) {
          refusal = error;
        }
      }
      throw refusal;
    },
    digest: (text, context) => hmacSha256(keyFor(oldest, `digest ${context}`), text).toString('base64url'),
  };
}

function dataKeyOf(base64: string): KeyObject {
  const key = Buffer.from(base64, 'base64');
  if (key.length !== 32) throw new Error('DATA_KEY must be 32 bytes, base64; several with commas between');
  return keyOf(key);
}

const keyFor = (dataKey: KeyObject, context: string): KeyObject => keyOf(hmacSha256(dataKey, context));

function sealUnder(key: KeyObject, text: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `${prefix}${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
}

function openUnder(key: KeyObject, bytes: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString(
    'utf8',
  );
}
