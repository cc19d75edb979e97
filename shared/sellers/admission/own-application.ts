import type { Actor } from '../../kernel/actor.ts';
import { userOf } from '../../kernel/actor.ts';
import type { Table } from '../../table/table.ts';
import { sellerErrors } from '../errors.ts';
import { type Application, applicationEntity } from './application.ts';

/** @throws sellers.application_not_found also for somebody else's: that it exists is nobody's business */
export async function ownApplication(
  table: Table,
  applicationId: string,
  actor: Actor,
): Promise<Application> {
  const application = await applicationEntity.get(table, applicationId);
  if (!application || application.userId !== userOf(actor).userId) throw sellerErrors.application_not_found();
  return application;
}
