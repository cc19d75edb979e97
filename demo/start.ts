import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fixedPorts } from '../infra/local/start.ts';
import { summarize } from './acts/summarize.ts';
import { openWorld } from './open-world.ts';
import { runStack } from './run-stack.ts';
import { startSamples } from './samples.ts';
import { tellStory } from './story.ts';
import { walk } from './walk.ts';

/** `npm start [-- --empty] [-- --data-dir DIR]`: the marketplace with the main job as demo data; stays up until Ctrl-C. */
const { values } = parseArgs({ options: { empty: { type: 'boolean', default: false }, 'data-dir': { type: 'string' } } });
const dataDir = values['data-dir'];
const restarted = dataDir !== undefined && existsSync(join(dataDir, 'dynamodb'));
const story = tellStory();
/** Fixed, since the kept data name them. */
const samplePorts = { backend: 4010, endpoint: 4011 };

try {
  const { run, units } = await runStack({ dataDir, ports: fixedPorts });
  const samples = await startSamples({ ports: samplePorts, keepIn: dataDir && join(dataDir, 'samples.json') });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, async () => {
      await samples.stop();
      await run.stop();
      process.exit(0);
    });
  if (!values.empty && !restarted) {
    const world = await openWorld(run, story);
    await summarize(world, units, await walk(world, samples));
  }
  const addresses = [
    ['API', run.apiUrl],
    ['API calls', `${run.gatewayUrl}/gw/...`],
    ['payment sandbox', run.sandboxUrl],
    ['sign-in', run.issuer],
    ['local page', run.localUrl],
    ['sample backend', samples.backend.url],
    ['sample endpoint', samples.endpoint.url],
  ] as const;
  console.log(`\nYunshi is up. Ctrl-C ends it.\n${addresses.map(([name, url]) => `  ${name.padEnd(16)} ${url}`).join('\n')}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
