import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { check } from 'recheck';

export type SourcePattern = { readonly place: string; readonly source: string; readonly flags: string };

const projectRoot = join(import.meta.dirname, '../..');
const sources = globSync('{shared,functions,examples}/**/*.ts', { cwd: projectRoot });

type Node = {
  readonly type?: string;
  readonly pattern?: string;
  readonly flags?: string;
  readonly callee?: { readonly value?: string };
};

function nodesOf(file: string): Node[] {
  const nodes: Node[] = [];
  const open: unknown[] = [
    parseSync(readFileSync(join(projectRoot, file), 'utf8'), { syntax: 'typescript', target: 'es2024' }),
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    nodes.push(next as Node);
    open.push(...Object.values(next));
  }
  return nodes;
}

/** Every pattern that is written down in what we deploy or hand out. */
export const writtenPatterns = (): SourcePattern[] =>
  sources.flatMap((place) =>
    nodesOf(place).flatMap(({ type, pattern, flags }) =>
      type === 'RegExpLiteral' ? [{ place, source: pattern ?? '', flags: flags ?? '' }] : [],
    ),
  );

/** How many places of each file build a pattern from text. */
export const buildingPlaces = (): Map<string, number> =>
  new Map(
    sources.flatMap((file) => {
      const count = nodesOf(file).filter(
        ({ type, callee }) =>
          (type === 'NewExpression' || type === 'CallExpression') && callee?.value === 'RegExp',
      );
      return count.length > 0 ? [[file, count.length] as const] : [];
    }),
  );

/** Every pattern that our modules build from text while they are loaded. */
export const builtPatterns = (): SourcePattern[] =>
  JSON.parse(
    execFileSync(process.execPath, [join(import.meta.dirname, 'record-patterns.ts')], {
      encoding: 'utf8',
      maxBuffer: 1e8,
    }),
  );

/** The patterns of the contracts, those of the validation library among them, as the API's description states them. */
export function contractPatterns(): SourcePattern[] {
  const found: SourcePattern[] = [];
  JSON.parse(readFileSync(join(projectRoot, 'docs/openapi.json'), 'utf8'), (key, value) => {
    if (key === 'pattern' && typeof value === 'string')
      found.push({ place: 'docs/openapi.json', source: value, flags: '' });
    return value;
  });
  return found;
}

/** The search for hostile texts counts steps and looks at no clock: a busy machine would make a linear pattern look guilty. */
const bySteps = {
  timeout: null,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
  attackLimit: 100_000_000,
} as const;

/**
 * What keeps a pattern from being linear in the length of its text, with a text that shows it; undefined for a linear one. Told by an
 * analysis of the pattern's automaton, or by a search for hostile texts where it looks around itself; steps are counted, not time.
 */
export async function excessOf({ source, flags }: SourcePattern): Promise<string | undefined> {
  const found = await check(source, flags, bySteps);
  if (found.status === 'safe') return undefined;
  return found.status === 'vulnerable'
    ? `${found.complexity.summary}: ${found.attack.pattern}`
    : `not analysed: ${found.error.kind}`;
}
