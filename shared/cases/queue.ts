import { shortText } from '../kernel/text/short-text.ts';
import { type Case, isOpen, type OpenCase } from './case.ts';

/** What the queue shows of a case, besides what stands in its keys. Twenty rows cost one read unit, whatever they hold. */
export type QueuedCase = Pick<OpenCase, 'openedAt' | 'amountFen' | 'claim'> & {
  /** what it is about, in people's words */
  readonly title: string;
  /** who opened it */
  readonly by: string;
};

const titleBytes = 54;
const nameBytes = 30;
const claimantBytes = 24;

export const queueOf = (audience: string): string => `cases#${audience}`;

/** Where an open case is listed, first due first, and its row; no place for others. */
export function queuePlace(one: Case | undefined, title: string) {
  if (!isOpen(one)) return undefined;
  const { caseId, audience, dueAt, openedAt, openedBy, amountFen, claim } = one;
  const row: QueuedCase = {
    title: shortText(title, titleBytes),
    by: shortText(openedBy.name, nameBytes),
    openedAt,
    ...(amountFen !== undefined && { amountFen }),
    ...(claim && { claim: { ...claim, name: shortText(claim.name, claimantBytes) } }),
  };
  return { pk: queueOf(audience), sk: `${dueAt}#${caseId}`, row };
}
