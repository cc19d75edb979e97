import { type Actor, userOf } from '../../kernel/actor.ts';
import type { Table } from '../../table/table.ts';
import { meteringErrors } from '../errors.ts';
import { type App, appEntity } from './app.ts';

/** The actor's own app. @throws metering.app_not_found, also for another's */
export async function ownApp(table: Table, appId: string, actor: Actor): Promise<App> {
  const app = await appEntity.get(table, appId);
  if (!app || app.ownerId !== userOf(actor).userId) throw meteringErrors.app_not_found();
  return app;
}
