import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';

const root = resolve(import.meta.dirname, '../..');
const rooms = ['shared', 'functions', 'infra', 'demo', 'examples', 'packages'];

/** Fewer modules of ours than this, and the check has not read the code (it happens: see `.dependency-cruiser.cjs`). */
const fewestModules = 60;

/** Walks every import and answers what breaks the rules of `.dependency-cruiser.cjs`. @throws when it saw too few modules */
export async function checkLayers(): Promise<{ readonly modules: number; readonly violations: string[] }> {
  const { options, ...ruleSet } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs'));
  const settings: ICruiseOptions = { ...options, validate: true, ruleSet, baseDir: root, outputType: 'json' };
  const { output } = await cruise(rooms, settings, undefined, { tsConfig: undefined });
  const result: ICruiseResult = typeof output === 'string' ? JSON.parse(output) : output;
  const own = result.modules.filter(({ source }) => rooms.some((room) => source.startsWith(`${room}/`)));
  const seen = own.filter(({ dependencies }) => dependencies.length > 0).length;
  if (seen < fewestModules)
    throw new Error(`only ${seen} modules with imports were seen: the layers are not checked`);
  return {
    modules: own.length,
    violations: result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
  };
}

if (import.meta.main) {
  const { modules, violations } = await checkLayers();
  for (const violation of violations) console.error(violation);
  console.log(`${modules} modules, ${violations.length} imports point the wrong way`);
  process.exitCode = violations.length > 0 ? 1 : 0;
}
