import { randomInt } from 'node:crypto';
import { userOf } from '../../kernel/actor.ts';
import { happened } from '../../kernel/events/define-events.ts';
import { counted, personOf } from '../../kernel/limits.ts';
import type { Sealer } from '../../kernel/secrets/sealed.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { meteringContract } from '../contract.ts';
import { meteringEvents } from '../events.ts';
import type { MeteringRules } from '../rules.ts';
import { type App, appEntity, maskedView } from './app.ts';
import { appCredentialEntity, appKeyEntity } from './app-credential.ts';
import { newAppSecrets } from './app-secrets.ts';

type Deps = { readonly sealer: Sealer; readonly rules: MeteringRules; readonly newAppKey?: () => string };

/** Nine digits, as other clouds' libraries expect them. */
const nineDigits = (): string => String(randomInt(100_000_000, 1_000_000_000));

/** Makes an app; its AppCode and AppSecret are shown in this answer only. An AppKey that is taken loses the race and is drawn anew. */
export const createApp: UseCase<typeof meteringContract.createApp, Deps> = async (
  { input, actor, now, newId },
  { sealer, rules, newAppKey = nineDigits },
) => {
  const appId = newId('cap');
  const ownerId = userOf(actor).userId;
  const { shown, kept } = newAppSecrets(appId, sealer);
  const appKey = newAppKey();
  const app: App = {
    appId,
    ownerId,
    name: input.name,
    appKey,
    ...kept,
    createdAt: now.toISOString(),
    version: 1,
  };
  return {
    answer: { ...maskedView(app), ...shown },
    replay: maskedView(app),
    changes: [
      appEntity.create(app, happened(meteringEvents.appCreated, { appId, ownerId })),
      appKeyEntity.create({ appKey, appId, ownerId, version: 1 }),
      appCredentialEntity.create({ digest: kept.appCodeDigest, appId, ownerId, version: 1 }),
      counted({ limit: rules.limits.apps, subject: personOf(actor), now }),
    ],
  };
};
