import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  aboutOf,
  caseIdOf,
  caseLifecycle,
  caseStatuses,
  decideCase,
  openCase,
  outcomeOf,
  withdrawCase,
} from '../../../shared/cases/case.ts';
import { caseView } from '../../../shared/cases/case-view.ts';
import { walkLifecycle } from '../../support/walk-lifecycle.ts';

const now = new Date('2026-11-02T02:00:00Z');
const opened = openCase(
  {
    ...{ kind: 'wish', id: 'wsh_1', openedBy: { userId: 'usr_1', name: '陈' }, version: 4 },
    ...({ dueAt: '2026-11-05T02:00:00.000Z', silenceMeans: 'nothing' } as const),
  },
  undefined,
  now,
);
const by = { userId: 'usr_operator', now };

test('every status of a case is reached, and what is decided or withdrawn is final', () => {
  const { reached, final } = walkLifecycle(caseLifecycle, 'open');
  expect(reached).toEqual([...caseStatuses]);
  expect(final).toEqual(['approved', 'rejected', 'withdrawn']);
});

test('the id of a case leads to the thing that it is about, whatever the id of that is', () => {
  const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/);
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z_]{1,20}$/), id, (kind, about) => {
      expect(aboutOf(caseIdOf(kind, about))).toEqual({ kind, id: about });
    }),
  );
});

test('a rejection says why: in a reason, or at one field at least', () => {
  const word = { decision: 'rejected', version: 4, comments: [] } as const;
  expect(() => decideCase(opened, word, by)).toThrow(
    expect.objectContaining({ extras: { fields: [expect.objectContaining({ pointer: '/reason' })] } }),
  );
  expect(decideCase(opened, { ...word, reason: '不清楚' }, by).status).toBe('rejected');
  const comments = [{ pointer: '/name', text: '不清楚' }];
  expect(decideCase(opened, { ...word, comments }, by).outcome.comments).toEqual(comments);
});

test('a decision on another version than the one that waits is refused, and so is one on what is closed', () => {
  const word = { decision: 'approved', version: 3, comments: [] } as const;
  const code = (name: string) => expect.objectContaining({ spec: expect.objectContaining({ code: name }) });
  expect(() => decideCase(opened, word, by)).toThrow(code('cases.changed'));
  for (const closed of [withdrawCase(opened), decideCase(opened, { ...word, version: 4 }, by), undefined])
    expect(() => decideCase(closed, { ...word, version: 4 }, by)).toThrow(code('cases.not_open'));
});

test('what was decided stays with the case that follows', () => {
  const rejected = decideCase(
    opened,
    { decision: 'rejected', version: 4, reason: '不清楚', comments: [] },
    by,
  );
  const next = openCase({ ...opened, kind: 'wish', id: 'wsh_1', version: 7 }, outcomeOf(rejected), now);
  expect(caseView(next, now)).toMatchObject({ status: 'open', version: 7, last: { reason: '不清楚' } });
  expect(outcomeOf(withdrawCase(next))).toEqual(rejected.outcome);
});

test('a case is overdue from its due time on, while it waits', () => {
  const later = new Date('2026-11-06T02:00:00Z');
  expect(caseView(opened, now).overdue).toBe(false);
  expect(caseView(opened, later).overdue).toBe(true);
  expect(caseView(withdrawCase(opened), later).overdue).toBe(false);
});
