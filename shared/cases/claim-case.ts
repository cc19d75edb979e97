import { userOf } from '../kernel/actor.ts';
import { happened } from '../kernel/events/define-events.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import { aboutOf, assertOpen, assertUnclaimed, claimCase as claimed } from './case.ts';
import { caseView } from './case-view.ts';
import type { casesContract } from './contract.ts';
import { casesErrors } from './errors.ts';
import { caseEvents } from './events.ts';
import type { FindCase, HeldCase } from './kinds.ts';
import type { CaseKindName } from './published.ts';
import type { CaseRules } from './rules.ts';

export type CaseDeps = {
  readonly table: Table;
  readonly kinds: Readonly<Record<CaseKindName, FindCase>>;
  readonly rules: CaseRules;
};

/** @throws cases.not_found */
export async function heldCase({ table, kinds }: CaseDeps, caseId: string): Promise<HeldCase> {
  const { kind, id } = aboutOf(caseId);
  const find = Object.hasOwn(kinds, kind) ? kinds[kind as CaseKindName] : undefined;
  const held = await find?.(table, id);
  if (held?.case.caseId !== caseId) throw casesErrors.not_found();
  return held;
}

/** Committed over the version that was read, so that of two operators who claim at one moment one gets it. */
export const claimCase: UseCase<typeof casesContract.claimCase, CaseDeps> = async (
  { input, actor, now },
  deps,
) => {
  const { userId, name } = userOf(actor);
  const { case: before, concerns, save } = await heldCase(deps, input.caseId);
  assertOpen(before);
  assertUnclaimed(before, userId, now);

  const until = new Date(now.getTime() + deps.rules.claimMinutes * 60_000);
  const after = claimed(before, { userId, name }, until);

  const event = happened(caseEvents.caseClaimed, { caseId: after.caseId, until: until.toISOString() });
  return { answer: caseView(after, now), concerns, changes: [save(after, event)] };
};
