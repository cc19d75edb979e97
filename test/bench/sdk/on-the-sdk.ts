import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { projectRoot } from '../../../infra/build/bundle-functions.ts';

/** Modules that do without Amazon's SDK, and what did their work with it. */
const onTheSdk: Readonly<Record<string, string>> = {
  'shared/outside/aws/json-service.ts': 'json-service.ts',
  'shared/table/item.ts': 'item.ts',
};

/** Puts Amazon's SDK in the place of the client of table and queues: what that client is compared with. */
export const withTheSdk: Plugin = {
  name: 'with-the-sdk',
  setup(build) {
    build.onResolve({ filter: /\/(json-service|item)\.ts$/ }, ({ path, resolveDir }) => {
      const file = join(resolveDir, path).slice(projectRoot.length + 1);
      const instead = onTheSdk[file];
      return instead === undefined ? undefined : { path: join(import.meta.dirname, instead) };
    });
  },
};
