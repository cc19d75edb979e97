import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkMachine, isAlive, makeFolder } from '@yunshi/local-cloud';
import { bundleFunctions, projectRoot } from './bundle-functions.ts';
import { type MarketplaceOptions, type MarketplaceRun, startMarketplaceHere } from './local-application.ts';
import { synthesize } from './synth.ts';

export type HereOptions = Omit<MarketplaceOptions, 'assemblyDir' | 'log'> & {
  /** overrides of named rules, per context */
  readonly rules?: Readonly<Record<string, unknown>>;
  /** pages that may call the API, beside those of a development server on this machine */
  readonly origins?: readonly string[];
  readonly log?: MarketplaceOptions['log'];
  /** told what is being done, for whoever waits */
  readonly progress?: (line: string) => void;
};

const assemblies = join(projectRoot, 'dist', 'local');

/** The usual addresses of a console's development server. */
const localOrigins = ['http://localhost:5173', 'http://127.0.0.1:5173'];

/** From the sources to a running marketplace: bundles, synthesizes the `dev` stage for this machine, and runs it. The assembly goes with the run. */
export async function runHere(options: HereOptions = {}): Promise<MarketplaceRun> {
  const { rules = {}, origins = [], log = () => undefined, progress = () => undefined, ...local } = options;
  await checkMachine({ ...local.ports });
  makeFolder(assemblies, 'The folder for templates and bundles');
  sweepAssemblies(assemblies);

  progress('bundling the functions');
  await bundleFunctions();

  progress('synthesizing the templates');
  const assemblyDir = mkdtempSync(join(assemblies, `run-${process.pid}-`));
  const remove = () => rmSync(assemblyDir, { recursive: true, force: true });
  try {
    const pages = [...new Set([...localOrigins, ...origins])].join(',');
    synthesize({
      outdir: assemblyDir,
      context: { stage: 'dev', local: 'yes', origins: pages, rules: JSON.stringify(rules) },
    });
    progress('starting the engines, then tables, queues and functions');
    const run = await startMarketplaceHere({ assemblyDir, log, ...local });
    return { ...run, stop: () => run.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Removes the assemblies of runs that were killed: those named for a process that is there no more. */
export function sweepAssemblies(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith('run-')) continue;
    const owner = Number(/^run-(\d+)-/.exec(name)?.[1]);
    if (!isAlive(owner)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
