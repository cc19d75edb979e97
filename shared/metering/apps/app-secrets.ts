import { randomBytes } from 'node:crypto';
import type { Sealer } from '../../kernel/secrets/sealed.ts';
import type { App } from './app.ts';
import { appCodeDigest } from './app-credential.ts';

/** Fresh secrets for an app, in the clear for the one answer that shows them, and as they are kept. */
export function newAppSecrets(appId: string, sealer: Sealer) {
  const appCode = randomBytes(16).toString('hex');
  const appSecret = randomBytes(24).toString('base64url');
  const kept: Pick<App, 'appSecretSealed' | 'appCodeDigest' | 'appCodeHint'> = {
    appSecretSealed: sealer.seal(appSecret, appId),
    appCodeDigest: appCodeDigest(appCode),
    appCodeHint: appCode.slice(-4),
  };
  return { shown: { appCode, appSecret }, kept };
}
