import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** Encrypts small secrets at rest. `context` names what the secret belongs to: sealed text moved elsewhere does not open. */
export type Sealer = {
  readonly seal: (text: string, context: string) => string;
  readonly open: (sealed: string, context: string) => string;
};

/** AES-256-GCM under a key derived per context from the deployment's data key (32 bytes, base64). @throws on open when anything was changed */
export function sealerOf(dataKeyBase64: string): Sealer {
  const dataKey = Buffer.from(dataKeyBase64, 'base64');
  if (dataKey.length !== 32) throw new Error('DATA_KEY must be 32 bytes, base64');
  const keyFor = (context: string) => createHmac('sha256', dataKey).update(context).digest();
  return {
    seal(text, context) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', keyFor(context), nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `s1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed.replace(/^s1\./, ''), 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', keyFor(context), bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
  };
}
