import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

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

/** Whether a stored value is sealed text. */
export const isSealed = (value: unknown): value is string => typeof value === 'string' && value.startsWith(prefix);

/** AES-256-GCM under a key derived per context from a data key (32 bytes, base64). @throws on open when anything was changed */
export function sealerOf(dataKeyBase64: string): Sealer {
  const dataKey = Buffer.from(dataKeyBase64, 'base64');
  if (dataKey.length !== 32) throw new Error('DATA_KEY must be 32 bytes, base64');
  const keyFor = (context: string) => createHmac('sha256', dataKey).update(context).digest();
  const options = { authTagLength: tagBytes };
  return {
    seal(text, context) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', keyFor(context), nonce, options);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${prefix}${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(sealed, context) {
      const bytes = Buffer.from(isSealed(sealed) ? sealed.slice(prefix.length) : sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', keyFor(context), bytes.subarray(0, nonceBytes), options);
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
    },
    digest: (text, context) =>
      createHmac('sha256', keyFor(`digest ${context}`))
        .update(text)
        .digest('base64url'),
  };
}
