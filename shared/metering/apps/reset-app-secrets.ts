import { happened } from '../../kernel/events/define-events.ts';
import type { Sealer } from '../../kernel/secrets/sealed.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { meteringContract } from '../contract.ts';
import { meteringEvents } from '../events.ts';
import { appEntity, maskedView } from './app.ts';
import { appCredentialEntity } from './app-credential.ts';
import { newAppSecrets } from './app-secrets.ts';
import { ownApp } from './own-app.ts';

/** New AppCode and AppSecret; the old ones stop working within the gateway's cache time. */
export const resetAppSecrets: UseCase<
  typeof meteringContract.resetAppSecrets,
  { table: Table; sealer: Sealer }
> = async ({ input, actor }, { table, sealer }) => {
  const before = await ownApp(table, input.appId, actor);
  const { shown, kept } = newAppSecrets(before.appId, sealer);
  const after = { ...before, ...kept };
  const view = maskedView({ ...after, version: before.version + 1 });
  return {
    answer: { ...view, ...shown },
    replay: view,
    changes: [
      appEntity.save(before, after, happened(meteringEvents.appSecretsReset, { appId: before.appId })),
      { writes: [{ kind: 'remove', key: appCredentialEntity.keyOf(before.appCodeDigest) }] },
      appCredentialEntity.create({
        digest: kept.appCodeDigest,
        appId: before.appId,
        ownerId: before.ownerId,
        version: 1,
      }),
    ],
  };
};
