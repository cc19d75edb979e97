import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type AppProps, Aspects, Tags } from 'aws-cdk-lib';
import { pause } from './constructs/pause.ts';
import { DataStack } from './stacks/data.ts';
import { EdgeStack } from './stacks/edge.ts';
import { IdentityStack } from './stacks/identity.ts';
import { MarketStack } from './stacks/market.ts';
import { readStage, type Stage, StageMistake } from './stage.ts';

/**
 * The CDK app of one stage; the only place where stacks are made. Account and region are the stage's own, so that prod cannot go to
 * whatever account somebody's credentials are for.
 * @throws {StageMistake} naming what the stage does not say, or says wrongly
 */
export function createApp(props?: AppProps): App {
  const app = new App({ analyticsReporting: false, ...props });
  const stage = readStage(app.node);
  const { account, region } = stage;
  const common = (part: string) => ({
    stackName: `yunshi-${stage.name}-${part}`,
    env: { account, region },
    stage,
    terminationProtection: stage.isProd,
  });

  const edge = EdgeStack.isNeeded(stage) ? new EdgeStack(app, 'Edge', common('edge')) : undefined;
  const data = new DataStack(app, 'Data', common('data'));
  const identity = new IdentityStack(app, 'Identity', { ...common('identity'), data });
  const market = new MarketStack(app, 'Market', { ...common('market'), data, identity });
  // By name only, and so never locked to each other by exports: what they need of the edge outlives them.
  if (edge) for (const stack of [identity, market]) stack.addStackDependency(edge);

  if (stage.paused) Aspects.of(app).add(pause);
  Tags.of(app).add('project', 'yunshi');
  Tags.of(app).add('stage', stage.name);
  return app;
}

/** Runs `work`; what the person who deploys got wrong is told in words and ends the process, anything else is thrown. */
export function tellMistakes<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof StageMistake)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** What `cdk.json` says of a stage, for commands about what is deployed; a mistake in it ends the process. */
export function deployedStage(name: string): Stage {
  const { context } = JSON.parse(readFileSync(join(import.meta.dirname, '../cdk.json'), 'utf8'));
  return tellMistakes(() => readStage(new App({ context: { ...context, stage: name } }).node));
}

if (import.meta.main) tellMistakes(() => createApp().synth());
