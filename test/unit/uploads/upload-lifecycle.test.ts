import { expect, test } from 'vitest';
import { uploadLifecycle } from '../../../shared/uploads/upload.ts';
import { walkLifecycle } from '../../support/walk-lifecycle.ts';

test('every status of an upload is reached from the first, and only one that is being removed is at its end', () => {
  const { reached, final } = walkLifecycle(uploadLifecycle, 'pending');
  expect(reached).toEqual(Object.keys(uploadLifecycle));
  expect(final).toEqual(['removing']);
});
