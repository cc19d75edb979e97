import { randomInt } from 'node:crypto';
import { userOf } from '../kernel/actor.ts';
import type { Sealer } from '../kernel/sealed.ts';
import type { UseCase } from '../kernel/use-case.ts';
import { type App, appEntity, maskedView } from './app.ts';
import { appCredentialEntity } from './app-credential.ts';
import { newAppSecrets } from './app-secrets.ts';
import type { meteringContract } from './contract.ts';
import { meteringEvents } from './events.ts';

/** Makes an app; its AppCode and AppSecret are shown in this answer only. */
export const createApp: UseCase<typeof meteringContract.createApp, { sealer: Sealer }> = async (
  { input, actor, now, newId },
  { sealer },
) => {
  const appId = newId('cap');
  const ownerId = userOf(actor).userId;
  const { shown, kept } = newAppSecrets(appId, sealer);
  const appKey = String(randomInt(100_000_000, 999_999_999));
  const app: App = { appId, ownerId, name: input.name, appKey, ...kept, createdAt: now.toISOString(), version: 1 };
  return {
    answer: { ...maskedView(app), ...shown },
    replay: maskedView(app),
    changes: [
      appEntity.create(app, { name: meteringEvents.appCreated, data: { appId, ownerId } }),
      appCredentialEntity.create({ digest: kept.appCodeDigest, appId, ownerId, version: 1 }),
    ],
  };
};
