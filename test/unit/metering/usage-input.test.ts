import { expect, test } from 'vitest';
import { fieldProblems } from '../../../shared/kernel/validation.ts';
import { UsageInput } from '../../../shared/metering/usage/usage-input.ts';

const problemsOf = (asked: Record<string, string>) => {
  const result = UsageInput.safeParse({ entitlementId: 'ent_1', ...asked }, { reportInput: true });
  return result.success
    ? []
    : fieldProblems(result.error.issues).map(({ pointer, code }) => `${pointer} ${code}`);
};

test.each<Record<string, string>>([
  {},
  { from: '2026-11-02T10', to: '2026-11-02T10' },
  { from: '2026-11-02', to: '2026-11-02' },
  { from: '2026-11-02', to: '2026-11' },
  { granularity: 'day', from: '2026-10', to: '2026-11-02' },
  { granularity: 'month', from: '2026-02' },
])('takes %j', (asked) => expect(problemsOf(asked)).toEqual([]));

test('refuses what is no period, or finer than the granularity, each with its pointer', () => {
  expect(problemsOf({ from: 'yesterday', to: '中' })).toEqual(['/from period', '/to period']);
  expect(problemsOf({ granularity: 'month', from: '2026-11-02', to: '2026-13' })).toEqual([
    '/from period',
    '/to period',
  ]);
  expect(problemsOf({ granularity: 'day', from: '2026-11-02T10' })).toEqual(['/from period']);
});

test('refuses an end before the beginning', () => {
  expect(problemsOf({ from: '2026-11-02T10', to: '2026-11-02T09' })).toEqual(['/to period_order']);
  expect(problemsOf({ from: '2027-01', to: '2026-12-31' })).toEqual(['/to period_order']);
});
