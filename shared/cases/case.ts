import { kernelErrors } from '../kernel/errors.ts';
import { become, type Lifecycle } from '../kernel/lifecycle.ts';
import { casesErrors } from './errors.ts';

export const decisions = ['approved', 'rejected'] as const;
export type DecisionWord = (typeof decisions)[number];

const openStatuses = ['open', 'escalated'] as const;
export type CaseStatus = (typeof openStatuses)[number] | DecisionWord | 'withdrawn';
export const caseStatuses = [...openStatuses, ...decisions, 'withdrawn'] as const;

/** What is decided stays decided: an appeal, or a matter that is handed in again, is a case of its own. */
export const caseLifecycle: Lifecycle<CaseStatus> = {
  open: { zh: '待处理', en: 'open', next: ['escalated', 'approved', 'rejected', 'withdrawn'] },
  escalated: { zh: '已升级', en: 'escalated', next: ['approved', 'rejected', 'withdrawn'] },
  approved: { zh: '已通过', en: 'approved', next: [] },
  rejected: { zh: '已驳回', en: 'rejected', next: [] },
  withdrawn: { zh: '已撤回', en: 'withdrawn', next: [] },
};

/** What the clock makes of a case that nobody decided in time. */
export const silenceMeanings = ['accept', 'refuse', 'escalate', 'nothing'] as const;
export type SilenceMeans = (typeof silenceMeanings)[number];

/** A remark on one field, named by its JSON pointer. */
export type Comment = { readonly pointer: string; readonly text: string };

/** Somebody's word on a case; `version` is the one that was seen. */
export type Word = {
  readonly decision: DecisionWord;
  readonly version: number;
  readonly reason?: string;
  readonly comments: readonly Comment[];
};
export type Outcome = Word & { readonly decidedAt: string; readonly decidedBy: string };

/** Who works on a case at present, so that no second operator does the same work. */
export type Claim = { readonly by: string; readonly name: string; readonly until: string };

/** Who waits for a decision, and on what. What is to be decided stands with the thing itself; a case is a part of that item. */
type Opened = {
  /** `cas_<kind>.<id>`: leads to the item without another read */
  readonly caseId: string;
  readonly openedBy: { readonly userId: string; readonly name: string };
  readonly openedAt: string;
  readonly against?: { readonly sellerId?: string; readonly userId?: string };
  readonly reasonCode?: string;
  readonly text?: string;
  readonly amountFen?: number;
  /** uploads that one of the parties hands in */
  readonly evidence?: readonly string[];
  /** whose queue it stands in: `operators`, `seller#<id>`, `user#<id>` */
  readonly audience: string;
  /** of the thing as it is to be decided on, so that nobody decides on what was not seen */
  readonly version: number;
  readonly dueAt: string;
  readonly silenceMeans: SilenceMeans;
  /** what was decided the last time */
  readonly last?: Outcome;
};
export type OpenCase = Opened & { readonly status: 'open' | 'escalated'; readonly claim?: Claim };
export type DecidedCase = Opened & { readonly status: DecisionWord; readonly outcome: Outcome };
type WithdrawnCase = Opened & { readonly status: 'withdrawn' };
export type Case = OpenCase | DecidedCase | WithdrawnCase;

/** The kind and the id of the thing in a case's id. */
export const caseIdOf = (kind: string, id: string): string => `cas_${kind}.${id}`;
export function aboutOf(caseId: string): { readonly kind: string; readonly id: string } {
  const [, kind = '', id = ''] = /^cas_([a-z_]+)\.(.+)$/.exec(caseId) ?? [];
  return { kind, id };
}

type Opening = Omit<Opened, 'caseId' | 'openedAt' | 'last' | 'audience'> & {
  readonly kind: string;
  readonly id: string;
  readonly audience?: string;
};

/** A case that begins now; `last` is what was decided on the one before it. */
export const openCase = (
  { kind, id, audience = 'operators', ...given }: Opening,
  last: Outcome | undefined,
  now: Date,
): OpenCase => ({
  ...given,
  audience,
  caseId: caseIdOf(kind, id),
  status: 'open',
  openedAt: now.toISOString(),
  last,
});

export const isOpen = (one: Case | undefined): one is OpenCase =>
  one?.status === 'open' || one?.status === 'escalated';

/** What was decided, the last time if it waits again. */
export const outcomeOf = (one: Case | undefined): Outcome | undefined =>
  one && ('outcome' in one ? one.outcome : one.last);

export const isOverdue = ({ status, dueAt }: Pick<Case, 'status' | 'dueAt'>, now: Date): boolean =>
  caseLifecycle[status].next.length > 0 && dueAt < now.toISOString();

/** Of a thing that keeps nothing of the case it had. */
const closed = { zh: '已结束', en: 'closed' };

/** @throws cases.not_open */
export function assertOpen(one: Case | undefined): asserts one is OpenCase {
  if (!isOpen(one))
    throw casesErrors.not_open({ params: { status: one ? caseLifecycle[one.status] : closed } });
}

/** A claim that has lapsed holds nobody up. @throws cases.claimed */
export function assertUnclaimed({ claim }: OpenCase, userId: string, now: Date): void {
  if (claim && claim.by !== userId && claim.until > now.toISOString())
    throw casesErrors.claimed({ params: { name: claim.name, until: claim.until } });
}

export const claimCase = (one: OpenCase, by: { userId: string; name: string }, until: Date): OpenCase => ({
  ...one,
  claim: { by: by.userId, name: by.name, until: until.toISOString() },
});
export const releaseCase = ({ claim: _, ...one }: OpenCase): OpenCase => one;

/**
 * A person's word on a case, on exactly what that person saw.
 * @throws cases.not_open, cases.changed, cases.claimed; request.invalid for a rejection that says nothing
 */
export function decideCase(
  one: Case | undefined,
  word: Word,
  { userId, now }: { readonly userId: string; readonly now: Date },
): DecidedCase {
  assertOpen(one);
  if (one.version !== word.version) throw casesErrors.changed();
  assertUnclaimed(one, userId, now);
  if (word.decision === 'rejected' && word.reason === undefined && word.comments.length === 0)
    throw kernelErrors.invalid({ fields: [reasonNeeded] });

  return decidedCase(one, word, userId, now);
}

const reasonNeeded = {
  pointer: '/reason',
  code: 'required',
  zh: '驳回时请说明原因，或至少对一个字段写明意见。',
  en: 'To reject, give a reason, or a comment on one field at least.',
};

/** A case as a word closes it, whoever spoke it; its claim ends with it. */
export function decidedCase(one: OpenCase, word: Word, decidedBy: string, now: Date): DecidedCase {
  const { decision, version, reason, comments } = word;
  const outcome = { decision, version, reason, comments, decidedAt: now.toISOString(), decidedBy };
  return { ...moved(one, decision), outcome };
}

/** Taken back by whoever opened it. @throws cases.not_open */
export function withdrawCase(one: Case | undefined): WithdrawnCase {
  assertOpen(one);
  return moved(one, 'withdrawn');
}

/** Nobody decided in time: it goes to whoever stands above, due anew. */
export const escalateCase = (one: OpenCase, audience: string, dueAt: string): OpenCase => ({
  ...moved(one, 'escalated'),
  audience,
  dueAt,
  silenceMeans: 'nothing',
});

/** In another state; whoever claimed it does so no longer. */
function moved<S extends CaseStatus>(one: OpenCase, to: S): Opened & { readonly status: S } {
  const { claim: _, ...rest } = one;
  become<CaseStatus, { status: CaseStatus }>(caseLifecycle, one, to, casesErrors.not_open);
  return { ...rest, status: to };
}
