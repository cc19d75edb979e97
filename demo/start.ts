import { checkMachine } from '../infra/local/check-machine.ts';
import type { LocalRun } from '../infra/local/start.ts';
import { summarize } from './acts/summarize.ts';
import { openWorld } from './open-world.ts';
import { runStack } from './run-stack.ts';
import { type Samples, startSamples } from './samples.ts';
import { forgetAll, keptIn, markWhole, samplesFile, unfinished } from './seeded.ts';
import { readStartOptions, type StartOptions } from './start-options.ts';
import { tellStory } from './story.ts';
import { walk } from './walk.ts';

/** `npm start`: the marketplace with the main job as demo data; stays up until Ctrl-C. */
async function start({ empty, anew, dataDir, ports, samplePorts, origins }: StartOptions): Promise<void> {
  await checkMachine({ ...ports, 'sample backend': samplePorts.backend, 'sample endpoint': samplePorts.endpoint });
  if (anew && dataDir !== undefined) forgetAll(dataDir);
  const kept = keptIn(dataDir);
  if (dataDir !== undefined && kept === 'unfinished' && !empty) throw new Error(unfinished(dataDir));

  const story = tellStory();
  const { run, units } = await runStack({ dataDir, ports, origins, progress: (line) => console.log(`${line} …`) });
  const samples = await startSamples({ ports: samplePorts, keepIn: dataDir && samplesFile(dataDir) });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, async () => {
      await samples.stop();
      await run.stop();
      process.exit(0);
    });

  const plays = kept === 'nothing' && !empty;
  if (plays) {
    const world = await openWorld(run, story);
    await summarize(world, units, await walk(world, samples), { staysUp: true });
  }
  if (dataDir !== undefined) markWhole(dataDir, plays ? 'played' : 'left out');
  console.log(`\nYunshi is up. Ctrl-C ends it.\n${addresses(run, samples)}`);
  if (dataDir !== undefined && kept !== 'nothing') console.log(`\nThe data of ${dataDir} were kept; the demo was not played again.`);
  const ahead = run.aheadMilliseconds();
  if (ahead > 0) console.log(`The clock is ${(ahead / 86_400_000).toFixed(1)} days ahead: it is ${run.now().toISOString()} here.`);
}

function addresses(run: LocalRun, samples: Samples): string {
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
  await start(told.options);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
