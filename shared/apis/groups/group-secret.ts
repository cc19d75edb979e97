import { randomBytes } from 'node:crypto';
import type { Sealer } from '../../kernel/secrets/sealed.ts';
import { secretContext } from './secret-context.ts';

/** A fresh secret to share with the backend: shown once, kept sealed, told apart by its last characters. */
export function newGroupSecret(sealer: Sealer, groupId: string) {
  const secret = randomBytes(24).toString('base64url');
  return {
    secret,
    sealed: { sealedSecret: sealer.seal(secret, secretContext(groupId)), secretHint: secret.slice(-4) },
  };
}
