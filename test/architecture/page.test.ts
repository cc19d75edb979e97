import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const files = globSync('{shared,functions,infra,packages,demo,examples,test}/**/*.ts', {
  cwd: root,
  exclude: ['**/node_modules/**', '**/dist/**'],
});

const most = { lines: 300, filesInAFolder: 20 };

describe('the page', () => {
  it('has no file that is too long to be read at one sitting', () => {
    const tooLong = files.filter(
      (file) => readFileSync(join(root, file), 'utf8').split('\n').length - 1 > most.lines,
    );

    expect(tooLong).toEqual([]);
    expect(files.length).toBeGreaterThan(500);
  });

  it('has no folder with more files than a reader takes in', () => {
    const counts = new Map<string, number>();
    for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    const full = [...counts]
      .filter(([, count]) => count > most.filesInAFolder)
      .map(([folder, count]) => `${folder}: ${count}`);

    expect(full).toEqual([]);
  });
});
