import type { Change } from '../kernel/change.ts';
import { happened } from '../kernel/events/define-events.ts';
import type { TimerStep } from '../table/clock.ts';
import {
  type Case,
  type DecidedCase,
  decidedCase,
  escalateCase,
  isOpen,
  type OpenCase,
  type SilenceMeans,
} from './case.ts';
import { caseEvents } from './events.ts';
import type { HeldCase } from './kinds.ts';

/** A kind whose cases end, or move on, by themselves when nobody decides in time. */
export type TimedKind<E> = {
  readonly held: (entity: E) => HeldCase;
  /** What a decision does, the thing's own save included. */
  readonly decided: (held: HeldCase, closed: DecidedCase, now: Date) => Promise<readonly Change[]>;
  /** Whose queue an escalated case goes to, and when it is due there. */
  readonly above: (one: OpenCase, now: Date) => { readonly audience: string; readonly dueAt: string };
};

/** When the clock must look at a case: at its due time, where silence means something. */
export const caseTimer = (one: Case | undefined): string | undefined =>
  isOpen(one) && one.silenceMeans !== 'nothing' ? one.dueAt : undefined;

type Step = (
  kind: Pick<TimedKind<never>, 'decided' | 'above'>,
  held: HeldCase & { case: OpenCase },
  now: Date,
) => Promise<readonly Change[]>;

const decideBy =
  (decision: DecidedCase['status']): Step =>
  async (kind, held, now) => {
    const word = { decision, version: held.case.version, comments: [] };
    return kind.decided(held, decidedCase(held.case, word, 'system:clock', now), now);
  };

const silence: Readonly<Record<SilenceMeans, Step>> = {
  accept: decideBy('approved'),
  refuse: decideBy('rejected'),
  async escalate(kind, held, now) {
    const { audience, dueAt } = kind.above(held.case, now);
    const data = { caseId: held.case.caseId, audience, dueAt };
    return [held.save(escalateCase(held.case, audience, dueAt), happened(caseEvents.caseEscalated, data))];
  },
  nothing: async () => [],
};

/** The clock's step for the timer of a kind of case. */
export const runCaseClock =
  <E>(kind: TimedKind<E>): TimerStep<E> =>
  async (entity, now) => {
    const held = kind.held(entity);
    if (!isOpen(held.case)) return { changes: [] };

    return { changes: await silence[held.case.silenceMeans](kind, { ...held, case: held.case }, now) };
  };
