import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { SourcePattern } from './patterns.ts';

/** Run by itself: imports the modules named below and prints every pattern that they build meanwhile, with the place that built it. */
const projectRoot = join(import.meta.dirname, '../..');
const modules = globSync(['shared/**/*.ts', 'examples/**/*.ts'], {
  cwd: projectRoot,
  exclude: ['examples/**/main.ts'],
});
const built = new Map<string, SourcePattern>();
const Plain = RegExp;

/** The first caller outside this file: the line that built the pattern. */
function placeOf(stack: string): string {
  const caller =
    stack.split('\n').find((line) => line.includes('file://') && !line.includes(import.meta.filename)) ?? '';
  const [, file = '', line = ''] = /file:\/\/(.+?):(\d+):\d+/.exec(caller) ?? [];
  return `${relative(projectRoot, file)}:${line}`;
}

function note(made: RegExp): RegExp {
  const pattern = { place: placeOf(new Error().stack ?? ''), source: made.source, flags: made.flags };
  built.set(JSON.stringify(pattern), pattern);
  return made;
}

globalThis.RegExp = new Proxy(Plain, {
  construct: (target, args: ConstructorParameters<typeof Plain>) => note(new target(...args)),
  apply: (target, _this, args: ConstructorParameters<typeof Plain>) => note(target(...args)),
});
for (const module of modules) await import(join(projectRoot, module));
const own = [...built.values()].filter(({ place }) => modules.includes(place.replace(/:\d+$/, '')));
process.stdout.write(JSON.stringify(own));
