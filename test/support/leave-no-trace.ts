import { afterAll, vi } from 'vitest';

/** Files of tests share a process: what one puts in the place of variables, functions and the clock ends with it. */
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  vi.resetConfig();
});
