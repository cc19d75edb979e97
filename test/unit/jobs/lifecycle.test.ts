import { expect, test } from 'vitest';
import { jobLifecycle } from '../../../shared/jobs/job.ts';
import { walkLifecycle } from '../../support/walk-lifecycle.ts';

test('every status of a job is reached, and one that ended stays so', () => {
  const { reached, final } = walkLifecycle(jobLifecycle, 'running');
  expect(reached).toEqual(Object.keys(jobLifecycle));
  expect(final).toEqual(['finished', 'stopped']);
});
