import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const credentials = join(import.meta.dirname, 'environment-credentials.ts');

/** Modules that no function ever runs, by path, each with the reason. */
const leftOut: readonly { readonly path: RegExp; readonly reason: string }[] = [
  {
    path: /@smithy\/core\/dist-es\/submodules\/event-streams\/index\.js$/,
    reason: 'no operation that we call streams events',
  },
  {
    path: /retry\/util-retry\/(AdaptiveRetryStrategy|DefaultRateLimiter)\.js$/,
    reason: 'the standard retry strategy is used',
  },
  { path: /client\/util-user-agent-browser\/\w+\.js$/, reason: 'no function runs in a browser' },
  { path: /checksum\/sha256\/Sha256Js\.js$/, reason: "Node's own SHA-256 is used" },
  {
    path: /zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/,
    reason: 'JSON schemas are made when the OpenAPI document is',
  },
];

/** The module's exports, each a function that answers what it was given: they may be passed around and called, but do nothing. */
async function emptied(file: string): Promise<string> {
  const source = await readFile(file, 'utf8');
  const declared = [...source.matchAll(/^export (?:async )?(?:const|function|class) (\w+)/gm)].map(
    ([, name]) => name,
  );
  const listed = [...source.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, names = '']) =>
    names.split(',').map((each) =>
      each
        .trim()
        .split(/\s+as\s+/)
        .at(-1),
    ),
  );
  const names = [...declared, ...listed].filter(Boolean);
  if (names.length === 0 || /^export \*/m.test(source))
    throw new Error(`${file}: cannot tell what it exports`);
  return `const nothing = function (given) { return given; };\nexport { ${names.map((name) => `nothing as ${name}`).join(', ')} };`;
}

/** Takes out of the bundles what never runs in Lambda. */
export const slimSdk: Plugin = {
  name: 'slim-sdk',
  setup(build) {
    build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({ path: credentials }));
    // Clients put their whole package.json in for the one version they tell in their user agent.
    build.onLoad({ filter: /@aws-sdk\/client-[\w-]+\/package\.json$/ }, async ({ path }) => ({
      contents: JSON.stringify({ version: JSON.parse(await readFile(path, 'utf8')).version }),
      loader: 'json',
    }));
    for (const { path } of leftOut)
      build.onLoad({ filter: path }, async ({ path: file }) => ({ contents: await emptied(file) }));
  },
};
