import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/engine.ts'],
    testTimeout: 60_000,
    hookTimeout: 240_000,
    // Tests wait for engines more than they compute: two at once even where there are two cores, which would give one.
    maxWorkers: 2,
  },
});
