import { userOf } from '../kernel/actor.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import { aboutOf } from './case.ts';
import type { casesContract } from './contract.ts';
import type { CaseKindName } from './published.ts';
import { type QueuedCase, queueOf } from './queue.ts';

const isoLength = '2026-01-01T00:00:00.000Z'.length;

/**
 * First due first. What is overdue is a range of the index; other filters look at as many cases as the page asks for and leave out what
 * does not fit, so that a page costs the same whatever is asked.
 */
export const listCases: UseCase<typeof casesContract.listCases, { readonly table: Table }> = async (
  { input, actor, now },
  { table },
) => {
  const { kind, claimed, overdue, ...page } = input;
  const at = now.toISOString();
  const between = overdue && (['0', at] as const);

  const { items, next } = await table.query(
    { index: 'list3', pk: queueOf('operators'), between, list: overdue },
    page,
  );

  const rows = items.map(({ l3sk, row3 }) => caseRow(String(l3sk), row3 as QueuedCase, at));
  const wanted = rows
    .filter((row) => kind === undefined || row.kind === kind)
    .filter(({ claim }) => claimed === undefined || claimantOf(claim, userOf(actor).userId) === claimed);
  return { answer: { items: wanted, next } };
};

function caseRow(place: string, { by, claim, ...row }: QueuedCase, at: string) {
  const dueAt = place.slice(0, isoLength);
  const caseId = place.slice(isoLength + 1);
  const { kind, id } = aboutOf(caseId);
  return {
    ...{ caseId, kind: kind as CaseKindName, aboutId: id, dueAt, overdue: dueAt < at },
    ...row,
    openedBy: by,
    ...(claim && claim.until > at && { claim }),
  };
}

const claimantOf = (claim: QueuedCase['claim'], userId: string) =>
  claim === undefined ? 'nobody' : claim.by === userId ? 'me' : 'others';
