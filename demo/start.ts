import { assertUnused, checkMachine, type Parts } from '@yunshi/local-cloud';
import type { MarketplaceRun } from '../infra/build/local-application.ts';
import { summarize } from './acts/summarize.ts';
import { openWorld } from './open-world.ts';
import { atFreePorts, firstPortOf, type PortBlock } from './ports.ts';
import { runStack } from './run-stack.ts';
import { keptPorts, type Samples, startSamples } from './samples.ts';
import { forgetAll, keptIn, markWhole, samplesFile, unfinished } from './seeded.ts';
import { readStartOptions, type StartOptions } from './start-options.ts';
import { tellStory } from './story.ts';
import { untilSignal } from './until-signal.ts';
import { walk } from './walk.ts';

/** `npm start`: the marketplace with the main job as demo data; stays up until Ctrl-C. */
async function start(parts: Parts, options: StartOptions): Promise<void> {
  const { empty, dataDir } = options;
  if (dataDir !== undefined) assertUnused(dataDir);

  const story = tellStory();
  const asked = options.port ?? firstPortKept(options);
  const { run, units, samples, kept } = await parts.keep(
    atFreePorts(asked, (block) => startAt(block, options), console.log),
  );

  const plays = kept === 'nothing' && !empty;
  if (plays) {
    const world = await openWorld(run, story);
    await summarize(world, units, await walk(world, samples), { staysUp: true });
  }
  if (dataDir !== undefined) markWhole(dataDir, plays ? 'played' : 'left out');
  console.log(`\nYunshi is up. Ctrl-C ends it.\n${addresses(run, samples)}`);
  if (dataDir !== undefined && kept !== 'nothing')
    console.log(`\nThe data of ${dataDir} were kept; the demo was not played again.`);
  const ahead = run.aheadMilliseconds();
  if (ahead > 0)
    console.log(
      `The clock is ${(ahead / 86_400_000).toFixed(1)} days ahead: it is ${run.now().toISOString()} here.`,
    );
}

/** Data that are kept name the sample servers' addresses, and so go on at the ports that they began with. */
function firstPortKept({ anew, dataDir }: StartOptions): number | undefined {
  const ports = anew || dataDir === undefined ? undefined : keptPorts(samplesFile(dataDir));
  return ports && firstPortOf(ports);
}

/** The sample servers, then the marketplace, at these ports. Nothing is removed or made unless all are free, and nothing is left when one fails. */
async function startAt({ ports, samplePorts }: PortBlock, { empty, anew, dataDir, origins }: StartOptions) {
  await checkMachine({
    ...ports,
    'sample backend': samplePorts.backend,
    'sample endpoint': samplePorts.endpoint,
  });
  if (anew && dataDir !== undefined) forgetAll(dataDir);
  const kept = keptIn(dataDir);
  if (dataDir !== undefined && kept === 'unfinished' && !empty) throw new Error(unfinished(dataDir));

  const samples = await startSamples({ ports: samplePorts, keepIn: dataDir && samplesFile(dataDir) });
  try {
    const stack = await runStack({ dataDir, ports, origins, progress: (line) => console.log(`${line} …`) });
    const stop = () => samples.stop().then(() => stack.run.stop());
    return { ...stack, samples, kept, stop };
  } catch (error) {
    await samples.stop();
    throw error;
  }
}

function addresses(run: MarketplaceRun, samples: Samples): string {
  const rows = [
    ['API', run.apiUrl],
    ['API calls', `${run.gatewayUrl}/gw/...`],
    ['payment sandbox', run.sandboxUrl],
    ['sign-in', run.issuer],
    ['local page', run.localUrl],
    ['sample backend', samples.backend.url],
    ['sample endpoint', samples.endpoint.url],
  ] as const;
  return rows.map(([name, url]) => `  ${name.padEnd(16)} ${url}`).join('\n');
}

const told = readStartOptions(process.argv.slice(2), process.env);
if ('text' in told) {
  console[told.exitCode === 0 ? 'log' : 'error'](told.text);
  process.exit(told.exitCode);
}
try {
  await untilSignal((parts) => start(parts, told.options));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
