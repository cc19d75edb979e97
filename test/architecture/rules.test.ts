import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

const rules = new Map(
  globSync('docs/rules/*.md', { cwd: root }).map((file) => [
    file,
    new Set([...read(file).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => heading)),
  ]),
);
const code = globSync('{shared,functions,infra,packages,demo,examples,test}/**/*.{ts,cjs,md}', {
  cwd: root,
  exclude: ['**/node_modules/**', '**/dist/**'],
}).filter((file) => !file.endsWith('rules.test.ts'));

/** A comment's line as one text: a reference may go on in the next line. */
const joined = (text: string) => text.replaceAll(/\n\s*(\*|\/\/) ?/g, ' ');

const reference = /`docs\/rules\/([^`\s]+)`((?:, "[^"]+")*)/g;
const references = code.flatMap((file) =>
  [...joined(read(file)).matchAll(reference)].map(([text, name, headings = '']) => ({
    file,
    text,
    rule: `docs/rules/${name}`,
    headings: [...headings.matchAll(/"([^"]+)"/g)].map(([, heading]) => heading),
  })),
);

describe('a reference to a rule', () => {
  it('names a file of docs/rules and a heading that stands in it', () => {
    const broken = references
      .filter(({ rule, headings }) => {
        const known = rules.get(rule);
        return !known || headings.length === 0 || headings.some((heading) => !known.has(heading));
      })
      .map(({ file, text }) => `${file}: ${text}`);

    expect(broken).toEqual([]);
    expect(references.length).toBeGreaterThan(100);
  });

  it('has one form: no file of rules is named in another', () => {
    const others = code.flatMap((file) =>
      [...joined(read(file)).matchAll(/[\w./-]*(?:\d-[a-z-]+|isv-protocols)\.md/g)]
        .filter(([text]) => !text.startsWith('docs/rules/'))
        .map(([text]) => `${file}: ${text}`),
    );

    expect(others).toEqual([]);
  });
});
