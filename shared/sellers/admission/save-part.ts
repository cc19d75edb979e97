import type { Change } from '../../kernel/change.ts';
import type { Operation } from '../../kernel/contract.ts';
import { happened } from '../../kernel/events/define-events.ts';
import type { Call, Decision, UseCase } from '../../kernel/use-case.ts';
import type { Table } from '../../table/table.ts';
import type { sellersContract } from '../contract.ts';
import { sellerEvents } from '../events.ts';
import { type Application, type ApplicationPart, applicationEntity, assertEditable } from './application.ts';
import { applicationView } from './application-view.ts';
import { ownApplication } from './own-application.ts';
import type { ApplicationView } from './views.ts';

type PartCall = Pick<Call<Operation>, 'actor' | 'now'> & {
  readonly input: { readonly applicationId: string };
};
type Deps = { readonly table: Table };

/**
 * Replaces one part of the caller's own draft or rejected application. `write` answers the new fields, and further changes
 * that belong to them.
 * @throws sellers.application_not_found, sellers.application_not_editable
 */
export async function savePart(
  { input, actor, now }: PartCall,
  { table }: Deps,
  part: ApplicationPart,
  write: (before: Application) => Promise<{ fields: Partial<Application>; changes?: readonly Change[] }>,
): Promise<Decision<ApplicationView>> {
  const before = await ownApplication(table, input.applicationId, actor);
  assertEditable(before);
  const { fields, changes = [] } = await write(before);
  const after = { ...before, ...fields };
  const save = applicationEntity.save(before, after, happened(sellerEvents.applicationPartSaved, { part }));
  return {
    answer: applicationView({ ...after, version: before.version + 1 }, now),
    changes: [save, ...changes],
  };
}

export const saveService: UseCase<typeof sellersContract.saveService, Deps> = async (call, deps) => {
  const { applicationId: _, ...service } = call.input;
  return savePart(call, deps, 'service', async () => ({ fields: { service } }));
};

/** Whom the reviewers ask; messages go to the address that the person signs in with. */
export const saveContact: UseCase<typeof sellersContract.saveContact, Deps> = async (call, deps) => {
  const { applicationId: _, ...contact } = call.input;
  return savePart(call, deps, 'contact', async () => ({ fields: { contact } }));
};

export const savePlan: UseCase<typeof sellersContract.savePlan, Deps> = async (call, deps) => {
  const { applicationId: _, ...plan } = call.input;
  return savePart(call, deps, 'plan', async () => ({ fields: { plan } }));
};

export const saveApplicant: UseCase<typeof sellersContract.saveApplicant, Deps> = async (call, deps) => {
  const { kind, legalName, creditCode, idCardNumber } = call.input;
  const fields = { applicant: { kind, legalName }, legalNumbers: { creditCode, idCardNumber } };
  return savePart(call, deps, 'applicant', async () => ({ fields }));
};
