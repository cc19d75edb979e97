import { happened } from '../../kernel/events/define-events.ts';
import type { UseCase } from '../../kernel/use-case.ts';
import { healthKey } from '../../table/health/system-health.ts';
import type { Table } from '../../table/table.ts';
import type { meteringContract } from '../contract.ts';
import { meteringEvents } from '../events.ts';
import { appEntity } from './app.ts';
import { appCredentialEntity, appKeyEntity } from './app-credential.ts';
import { ownApp } from './own-app.ts';

/** Its AppCode stops working within the gateway's cache time; what it used stays in the usage figures under its id. */
export const deleteApp: UseCase<typeof meteringContract.deleteApp, { table: Table }> = async (
  { input, actor },
  { table },
) => {
  const app = await ownApp(table, input.appId, actor);
  const { appId, ownerId, appKey, appCodeDigest } = app;

  const remaining = [appCredentialEntity.keyOf(appCodeDigest), appKeyEntity.keyOf(appKey), healthKey(appId)];
  return {
    answer: { appId, deleted: true },
    changes: [
      appEntity.remove(app, happened(meteringEvents.appDeleted, { appId, ownerId })),
      { writes: remaining.map((key) => ({ kind: 'remove', key })) },
    ],
  };
};
