import { App, type AppProps, Tags } from 'aws-cdk-lib';
import { DataStack } from './stacks/data.ts';
import { IdentityStack } from './stacks/identity.ts';
import { MarketStack } from './stacks/market.ts';
import { readStage } from './stage.ts';

/** The CDK app of one stage; the only place where stacks are made. Account and region come with the deployment. */
export function createApp(props?: AppProps): App {
  const app = new App({ analyticsReporting: false, ...props });
  const stage = readStage(app.node);
  const name = (part: string) => `yunshi-${stage.name}-${part}`;
  const protect = { terminationProtection: stage.isProd };
  const data = new DataStack(app, 'Data', { stackName: name('data'), stage, ...protect });
  const identity = new IdentityStack(app, 'Identity', { stackName: name('identity'), stage, ...protect });
  new MarketStack(app, 'Market', { stackName: name('market'), stage, data, identity });
  Tags.of(app).add('project', 'yunshi');
  Tags.of(app).add('stage', stage.name);
  return app;
}

if (import.meta.main) createApp().synth();
