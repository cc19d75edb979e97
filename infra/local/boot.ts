import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFunctions, projectRoot } from '../build/bundle-functions.ts';
import { synthesize } from '../build/synth.ts';
import { type LocalOptions, type LocalRun, startLocal } from './start.ts';

export type BootOptions = Omit<LocalOptions, 'assemblyDir' | 'log'> & {
  /** overrides of named rules, per context */
  readonly rules?: Readonly<Record<string, unknown>>;
  readonly log?: LocalOptions['log'];
};

const assemblies = join(projectRoot, 'dist', 'local');

/** From the sources to a running marketplace: bundles, synthesizes the `dev` stage for this machine, and runs it. The assembly goes with the run. */
export async function boot({ rules = {}, log = () => undefined, ...options }: BootOptions = {}): Promise<LocalRun> {
  await bundleFunctions();
  mkdirSync(assemblies, { recursive: true });
  const assemblyDir = mkdtempSync(join(assemblies, 'run-'));
  const remove = () => rmSync(assemblyDir, { recursive: true, force: true });
  try {
    synthesize({ outdir: assemblyDir, context: { stage: 'dev', local: 'yes', rules: JSON.stringify(rules) } });
    const run = await startLocal({ assemblyDir, log, ...options });
    return { ...run, stop: () => run.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}
