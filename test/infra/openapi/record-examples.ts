import { writeFileSync } from 'node:fs';
import { createPerson, type OnCall } from '../../../demo/client.ts';
import { openWorld } from '../../../demo/open-world.ts';
import { runStack } from '../../../demo/run-stack.ts';
import { startSamples } from '../../../demo/samples.ts';
import { silentStory } from '../../../demo/story.ts';
import { until } from '../../../demo/until.ts';
import { walk } from '../../../demo/walk.ts';
import { type Example, type Examples, examplesFile } from '../../../infra/build/openapi/examples.ts';
import { contracts } from '../../../shared/contracts.ts';
import type { Contract, Operation } from '../../../shared/kernel/contract.ts';
import { ordersContract } from '../../../shared/orders/contract.ts';
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

const keep: OnCall = (_person, operation, input, { status, body }) => {
  const name = names.get(operation);
  if (name === undefined || status >= 300 || !isEmpty(recorded.get(name)?.answer)) return;
  recorded.set(name, { input, ...(!operation.produces && { answer: shortened(name, body) }) });
};

/** Somebody whose tokens outlast a moved clock. */
const later = (role: string) =>
  createPerson({ apiUrl: run.apiUrl, story: silentStory }, role, () => run.accessToken(role));

/** How an entitlement ends: the clock moves on, and its buyer and its seller look at it again in each state. */
async function recordEnds(entitlementId: string): Promise<void> {
  const looks = [
    ['showEntitlement', later('buyer'), ordersContract.showEntitlement],
    ['showSellerEntitlement', later('seller'), ordersContract.showSellerEntitlement],
  ] as const;
  for (const [state, days] of [
    ['expired', 366],
    ['released', 16],
  ] as const) {
    run.advance(`P${days}D`);
    for (const [name, person, operation] of looks) {
      const answer = await until(`an entitlement that is ${state}`, async () => {
        const seen = await person.call(operation, { entitlementId });
        return seen.status === state && seen;
      });
      const example = recorded.get(name);
      if (example) recorded.set(name, { ...example, later: { ...example.later, [state]: answer } });
    }
    const type = `entitlement.${state}`;
    await until(`the notification of ${type}`, async () =>
      samples.endpoint.received().some((each) => each.type === type && each.body.includes(entitlementId)),
    );
  }
}

/** What the seller's system was told about an entitlement, the first of each type. */
function toldToSeller(entitlementId: string): Examples['webhooks'] {
  const about = samples.endpoint.received().filter(({ body }) => body.includes(entitlementId));
  const firstOf = Map.groupBy(about, ({ type }) => type);
  const told = [...firstOf].map(([type, [first]]) => [type, JSON.parse(first?.body ?? '')] as const);
  return Object.fromEntries(told.sort(([a], [b]) => (a < b ? -1 : 1)));
}

try {
  const world = await openWorld(run, silentStory, keep);
  const walked = await walk(world, samples);
  await playTheRest(world, samples, walked);
  await recordEnds(walked.entitlementId);
  const addresses = new Map([
    [world.apiUrl, 'https://api.market.example'],
    [world.gatewayUrl, 'https://gw.market.example'],
    [world.sandboxUrl, 'https://pay.market.example'],
    [new URL(samples.backend.url).origin, 'https://data.seller.example'],
    [new URL(samples.endpoint.url).origin, 'https://fulfilment.seller.example'],
  ]);
  const examples: Examples = {
    operations: Object.fromEntries([...recorded].sort(([a], [b]) => (a < b ? -1 : 1))),
    webhooks: toldToSeller(walked.entitlementId),
  };
  writeFileSync(examplesFile, `${JSON.stringify(madeUp(examples, { startedAt, addresses }), null, 1)}\n`);
} finally {
  await samples.stop();
  await run.stop();
}
