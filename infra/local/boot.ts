import { join } from 'node:path';
import { bundleFunctions, projectRoot } from '../build/bundle-functions.ts';
import { synthesize } from '../build/synth.ts';
import { type LocalOptions, type LocalRun, startLocal } from './start.ts';

export type BootOptions = Omit<LocalOptions, 'assemblyDir' | 'log'> & {
  /** overrides of named rules, per context */
  readonly rules?: Readonly<Record<string, unknown>>;
  readonly log?: LocalOptions['log'];
};

/** From the sources to a running marketplace: bundles, synthesizes the `dev` stage for this machine, and runs it. */
export async function boot({ rules = {}, log = () => undefined, ...options }: BootOptions = {}): Promise<LocalRun> {
  await bundleFunctions();
  const assemblyDir = join(projectRoot, 'dist', 'local', String(process.pid));
  synthesize({ outdir: assemblyDir, context: { stage: 'dev', local: 'yes', rules: JSON.stringify(rules) } });
  return startLocal({ assemblyDir, log, ...options });
}
