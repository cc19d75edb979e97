import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const credentials = join(import.meta.dirname, 'environment-credentials.ts');

/** Takes out of the bundles what never runs in Lambda. */
export const slimSdk: Plugin = {
  name: 'slim-sdk',
  setup(build) {
    build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({ path: credentials }));
  },
};
