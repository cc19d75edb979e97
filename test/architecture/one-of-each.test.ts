import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const comments = /\/\*[\s\S]*?\*\/|\/\/.*$/gm;
const code = globSync('{shared,functions}/**/*.ts', { cwd: root }).map((file) => ({
  file,
  text: readFileSync(resolve(root, file), 'utf8').replaceAll(comments, ''),
}));

test.each([
  ['the environment is read', /process\.env\b/, ['functions/runtime/composition.ts']],
  ['an address policy is made', /allowLoopback: (true|false|env)/, ['functions/runtime/composition.ts']],
  [
    'members are put into the order of their names',
    /Object\.entries\(\w+\)\s*\.sort\(/,
    ['shared/kernel/json/canonical-json.ts'],
  ],
  ['signs of HTML are escaped', /'&': '&amp;'/, ['shared/kernel/text/escape-html.ts']],
  ['texts are made comparable', /normalize\('NFKC'\)\.toLowerCase/, ['shared/kernel/text/comparable.ts']],
  ['the oldest of what is remembered is forgotten', /\[oldest\]/, ['shared/kernel/remember.ts']],
  [
    'a text is cut',
    /'…'|…`/,
    // A foreign document's text of megabytes is cut by its code units, before anything looks at its characters.
    ['shared/apis/openapi-import/fit-json.ts', 'shared/kernel/text/short-text.ts'],
  ],
] as const)('%s in one place', (_what, pattern, places) => {
  const found = code.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

  expect(code.length).toBeGreaterThan(150);
  expect(found.sort()).toEqual(places);
});
