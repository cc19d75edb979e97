import { writeFileSync } from 'node:fs';
import { openWorld } from '../../../demo/open-world.ts';
import { runStack } from '../../../demo/run-stack.ts';
import { startSamples } from '../../../demo/samples.ts';
import { silentStory } from '../../../demo/story.ts';
import { walk } from '../../../demo/walk.ts';
import { type Example, type Examples, examplesFile } from '../../../infra/build/openapi/examples.ts';
import { contracts } from '../../../shared/contracts.ts';
import type { Contract, Operation } from '../../../shared/kernel/contract.ts';
import { playTheRest } from '../../support/marketplace/play-the-rest.ts';
import { madeUp } from './made-up.ts';

/** `npm run examples`: plays the main job and everything else once, and keeps of each operation the first call that succeeded. */
const names = new Map(
  Object.values(contracts).flatMap((contract: Contract) =>
    Object.entries(contract).map(([name, operation]): [Operation, string] => [operation, name]),
  ),
);
const recorded = new Map<string, Example>();
const startedAt = new Date();

/** Of a list that has nothing yet, as of what was not called yet, a later call shows more. */
const isEmpty = (answer: unknown): boolean =>
  answer === undefined || (answer as { items?: readonly unknown[] }).items?.length === 0;

/** The document itself is no example of its own. */
const shortened = (name: string, body: unknown): unknown => {
  if (name !== 'showOpenApi') return body;
  const { openapi, info } = body as { openapi: string; info: { title: string; version: string } };
  return { openapi, info: { title: info.title, version: info.version } };
};

const { run } = await runStack();
const samples = await startSamples();
try {
  const world = await openWorld(run, silentStory, (_person, operation, input, { status, body }) => {
    const name = names.get(operation);
    if (name === undefined || status >= 300 || !isEmpty(recorded.get(name)?.answer)) return;
    recorded.set(name, { input, ...(!operation.produces && { answer: shortened(name, body) }) });
  });
  await playTheRest(world, samples, await walk(world, samples));
  const addresses = new Map([
    [world.apiUrl, 'https://api.market.example'],
    [world.gatewayUrl, 'https://gw.market.example'],
    [world.sandboxUrl, 'https://pay.market.example'],
    [new URL(samples.backend.url).origin, 'https://data.seller.example'],
    [new URL(samples.endpoint.url).origin, 'https://fulfilment.seller.example'],
  ]);
  const [told] = samples.endpoint.received();
  const examples: Examples = {
    operations: Object.fromEntries([...recorded].sort(([a], [b]) => (a < b ? -1 : 1))),
    webhooks: told ? { [JSON.parse(told.body).type]: JSON.parse(told.body) } : {},
  };
  writeFileSync(examplesFile, `${JSON.stringify(madeUp(examples, { startedAt, addresses }), null, 1)}\n`);
} finally {
  await samples.stop();
  await run.stop();
}
