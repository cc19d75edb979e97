import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnMetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { createApp } from '../../infra/app.ts';
import { exampleStages } from '../../infra/build/example-stages.ts';
import { countResources } from '../../infra/build/synth.ts';
import { ServiceFunction } from '../../infra/constructs/service-function.ts';
import { WorkQueue } from '../../infra/constructs/work-queue.ts';
import { limits } from '../../infra/limits.ts';
import { httpFunction } from '../../infra/services/http-function.ts';
import type { Platform } from '../../infra/services/platform.ts';
import { MarketStack } from '../../infra/stacks/market.ts';
import { contracts } from '../../shared/contracts.ts';
import type { Contract, Operation } from '../../shared/kernel/contract.ts';
import { circlesIn, type Properties, type Resource, routesOf, stageNames } from './assembly.ts';

/** Contexts that are still to come: codes, promotions, settlement, refunds, supervision, complaints, invoices, violations. */
const contextsToCome = 8;

const today = Object.values(contracts).flatMap((contract: Contract) => Object.values(contract)).length;

/** The operations of one context that is made up, as long as real ones; the first is open. */
const madeUp = (context: number, operations: number): Contract =>
  Object.fromEntries(
    Array.from({ length: operations }, (_, place): [string, Operation] => [
      `madeUp${place}`,
      {
        method: place % 2 === 0 ? 'GET' : 'POST',
        path: `/v1/seller/made-up-${context}/{thingId}/operations-of-it/${Math.floor(place / 2)}`,
        summary: { zh: '', en: '' },
        auth: place === 0 ? 'public' : 'seller',
        idempotency: 'no',
        input: z.strictObject({ thingId: z.string() }),
        output: z.strictObject({}),
        errors: [],
      },
    ]),
  );

type Grown = {
  readonly counts: Record<string, number>;
  readonly template: { Resources: Record<string, Part> };
};
type Part = { readonly Type: string; readonly Properties: Properties };

/** The Market stack with so many operations of contexts to come beside today's, each context with an HTTP function and a queue. */
function withOperations(stage: string, more: number): Grown {
  const outdir = mkdtempSync(join(tmpdir(), 'yunshi-grown-'));
  try {
    const app = createApp({ outdir, context: { stages: exampleStages, stage } });
    const market = app.node.findChild('Market');
    if (!(market instanceof MarketStack)) throw new Error('no Market stack');
    for (let context = 0; context < contextsToCome; context++) {
      const operations = Math.floor((more + context) / contextsToCome);
      addContext(new Construct(market, `MadeUp${context}`), market.platform, madeUp(context, operations));
    }
    const assembly = app.synth();
    return {
      counts: countResources(assembly),
      template: assembly.getStackByName(`yunshi-${stage}-market`).template,
    };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function addContext(scope: Construct, platform: Platform, contract: Contract): void {
  const { stage, alarms, table } = platform;
  const consumer = new ServiceFunction(scope, 'Consume', {
    stage,
    bundle: 'queue-send-message',
    description: 'Made up',
    memoryMegabytes: 512,
    timeoutSeconds: 30,
  });
  table.bind(consumer, 'readWrite');
  new WorkQueue(scope, 'Queue', {
    stage,
    alarms,
    name: 'messages',
    consumer,
    batchSize: 10,
    maximumConcurrency: 5,
    maxReceiveCount: 8,
  });
  for (const fn of [consumer, httpFunction(scope, platform, { name: 'meta', contract })])
    if (alarms.topic) countErrorLines(fn);
}

/** What the watch makes for each function that it finds. */
const countErrorLines = (fn: ServiceFunction) =>
  new CfnMetricFilter(fn, 'ErrorLines', {
    filterPattern: 'ERROR',
    logGroupName: fn.logGroup.logGroupName,
    metricTransformations: [{ metricName: 'ErrorLines', metricNamespace: 'MadeUp', metricValue: '1' }],
  });

it.each(stageNames)('%s has room for 280 operations, in eight more contexts', (stage) => {
  const { counts, template } = withOperations(stage, 280 - today);
  console.log(`${stage} with 280 operations: ${JSON.stringify(counts)}`);
  for (const [stack, count] of Object.entries(counts)) expect(count, stack).toBeLessThanOrEqual(350);

  const resources = Object.entries(template.Resources).map(
    ([logicalId, { Type: type, Properties: properties }]): Resource => ({
      stack: 'Market',
      logicalId,
      type,
      dependsOn: [],
      properties,
    }),
  );
  const routes = routesOf(resources);
  expect(routes.filter(({ key }) => key.includes(' /v1')).length).toBe(280);
  // API Gateway's own limits, without asking for more.
  for (const own of Map.groupBy(routes, ({ api }) => api).values())
    expect(own.length).toBeLessThanOrEqual(300);
  // CloudFormation takes templates of 1 MB.
  expect(JSON.stringify(template).length).toBeLessThan(700_000);
  expect(circlesIn(template.Resources)).toEqual([]);
});

it('an API refuses one operation more than it has room for, and a stack one resource more, before anything is deployed', () => {
  expect(() => withOperations('dev', limits.operationsOfApi - today + 1)).toThrow('more than 280 operations');
  const resources = Object.fromEntries(
    Array.from({ length: limits.resourcesOfStack + 1 }, (_, id) => [id, {}]),
  );
  const full = { stacks: [{ stackName: 'full', template: { Resources: resources } }] };
  expect(() => countResources(full as never)).toThrow('full has 351 resources, more than 350');
});
