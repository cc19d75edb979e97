import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{test,packages/*/test}/**/*.test.ts'],
    globalSetup: ['test/support/engine.ts'],
    setupFiles: ['test/support/leave-no-trace.ts'],
    testTimeout: 60_000,
    hookTimeout: 240_000,
    // Tests wait for engines more than they compute: two at once even where there are two cores, which would give one.
    maxWorkers: 2,
    // A process for each file would load the same modules again and again: a fifth of the run.
    isolate: false,
  },
});
