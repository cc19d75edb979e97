import { expect, test } from 'vitest';
import { type UploadStatus, uploadLifecycle } from '../../../shared/uploads/upload.ts';

test('every status of an upload is reached from the first, and only attached and removed ones stay', () => {
  const reached = new Set<UploadStatus>(['pending']);
  for (const status of reached) for (const next of uploadLifecycle[status]) reached.add(next);
  expect([...reached].sort()).toEqual(Object.keys(uploadLifecycle).sort());
  expect([...reached].filter((status) => uploadLifecycle[status].length === 0).sort()).toEqual(['attached', 'removing']);
});
