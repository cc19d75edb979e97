import * as z from 'zod';
import { shownLines } from '../kernel/text/shown-text.ts';
import { rule } from '../kernel/validation.ts';
import {
  aboutOf,
  type Case,
  caseStatuses,
  decisions,
  isOpen,
  isOverdue,
  type Outcome,
  silenceMeanings,
} from './case.ts';

export const CaseStatus = z.enum(caseStatuses);

export const CommentView = z.object({ pointer: z.string(), text: z.string() });

export const OutcomeView = z.object({
  decision: z.enum(decisions),
  reason: z.string().optional(),
  comments: z.array(CommentView),
  decidedAt: z.iso.datetime(),
  decidedBy: z.string(),
});

export const ClaimView = z.object({ by: z.string(), name: z.string(), until: z.iso.datetime() });

/** A case as everybody sees it who may see the thing that it is about. */
export const CaseView = z.object({
  caseId: z.string(),
  kind: z.string(),
  status: CaseStatus,
  openedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  overdue: z.boolean(),
  silenceMeans: z.enum(silenceMeanings),
  reasonCode: z.string().optional(),
  text: z.string().optional(),
  amountFen: z.int().optional(),
  /** what a decision must name, so that nobody decides on what was not seen */
  version: z.int(),
  claim: ClaimView.optional(),
  outcome: OutcomeView.optional(),
  /** what was decided the last time */
  last: OutcomeView.optional(),
});
export type CaseView = z.input<typeof CaseView>;

export const outcomeView = ({ version: _, ...outcome }: Outcome): z.input<typeof OutcomeView> => ({
  ...outcome,
  comments: [...outcome.comments],
});

export function caseView(one: Case, now: Date): CaseView {
  const { caseId, status, openedAt, dueAt, silenceMeans, reasonCode, text, amountFen, version, last } = one;
  const claim = isOpen(one) && one.claim && one.claim.until > now.toISOString() ? one.claim : undefined;
  return {
    ...{ caseId, kind: aboutOf(caseId).kind, status },
    ...{ openedAt, dueAt, overdue: isOverdue(one, now), silenceMeans },
    ...{ reasonCode, text, amountFen, version, claim },
    outcome: 'outcome' in one ? outcomeView(one.outcome) : undefined,
    last: last && outcomeView(last),
  };
}

const Pointer = z
  .string()
  .max(200)
  .refine(
    (pointer) => pointer.startsWith('/'),
    rule(
      'pointer',
      '应为字段的位置，如 /basic/summary。',
      'Must be the place of a field, such as /basic/summary.',
    ),
  );

/** What every decision says. A rejection gives a reason, or a comment at least. */
export const decisionInput = {
  version: z.int().min(1),
  decision: z.enum(decisions),
  reason: shownLines(2, 500).optional(),
  comments: z
    .array(z.strictObject({ pointer: Pointer, text: shownLines(1, 500) }))
    .max(50)
    .refine(
      (comments) => new Set(comments.map(({ pointer }) => pointer)).size === comments.length,
      rule('one_per_field', '每个字段只能有一条审核意见。', 'Give one comment for each field.'),
    )
    .default([]),
};
