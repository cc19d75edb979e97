import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { createApp, tellMistakes } from '../app.ts';
import { limits } from '../limits.ts';
import { options } from '../options.ts';
import { bundleFunctions, projectRoot } from './bundle-functions.ts';
import { withExamples } from './example-stages.ts';

export type SynthOptions = {
  readonly outdir: string;
  /** over that of `cdk.json`: `stage`, `local`, `stages`, or single values (`infra/stage-values.ts`) as `-c name=value` */
  readonly context?: Readonly<Record<string, unknown>>;
};

/** Synthesizes one stage from the bundles that are there; needs no account. */
export function synthesize({ outdir, context = {} }: SynthOptions): CloudAssembly {
  return createApp({ outdir, context: { ...cdkContext(), ...context } }).synth();
}

const cdkContext = () => JSON.parse(readFileSync(join(projectRoot, 'cdk.json'), 'utf8')).context;

/** Resources by stack. @throws when a stack has too many */
export function countResources(assembly: CloudAssembly): Record<string, number> {
  const counts = assembly.stacks.map(
    ({ stackName, template }) => [stackName, Object.keys(template.Resources ?? {}).length] as const,
  );
  const full = counts.find(([, count]) => count > limits.resourcesOfStack);
  if (full) throw new Error(`${full[0]} has ${full[1]} resources, more than ${limits.resourcesOfStack}`);
  return Object.fromEntries(counts);
}

if (import.meta.main) {
  const values = options({ context: { type: 'string', short: 'c', multiple: true, default: [] } });
  if (!values) process.exit(2);
  const context = Object.fromEntries(
    values.context.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
  const stages = withExamples(cdkContext().stages);
  await bundleFunctions();
  for (const stage of context.stage ? [context.stage] : ['dev', 'prod']) {
    const outdir = join(projectRoot, 'cdk.out', stage);
    const assembly = tellMistakes(() => synthesize({ outdir, context: { stages, ...context, stage } }));
    for (const [stack, count] of Object.entries(countResources(assembly)))
      console.log(`${stack.padEnd(24)} ${String(count).padStart(4)} resources`);
  }
}
