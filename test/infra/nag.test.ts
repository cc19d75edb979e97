import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Annotations, type App, Stack } from 'aws-cdk-lib';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../infra/app.ts';
import { bundleFunctions, projectRoot } from '../../infra/build/bundle-functions.ts';
import { exampleStages } from '../../infra/build/example-stages.ts';
import { stageNames } from './assembly.ts';

const { context } = JSON.parse(readFileSync(join(projectRoot, 'cdk.json'), 'utf8'));

/** Makes the app of a stage as a deployment does, and removes what was synthesized when the work is done. */
async function withApp<T>(stage: string, work: (app: App, outdir: string) => T): Promise<T> {
  await bundleFunctions();
  const outdir = mkdtempSync(join(tmpdir(), 'yunshi-nag-'));
  try {
    return work(createApp({ outdir, context: { ...context, stages: exampleStages, stage } }), outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** What CDK's validation of the templates, and constructs themselves, have to say; warnings too. */
function findings(app: App, outdir: string): unknown[] {
  app.synth();
  return JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')).pluginReports;
}

describe.each(stageNames)('checks of %s', (stage) => {
  it('find nothing that is not acknowledged with a reason, be it a warning: AwsSolutions, CloudFormation’s schemas, constructs', async () => {
    const found = await withApp(stage, (app, outdir) => {
      const reports = findings(app, outdir);
      const { violations } = new AwsSolutionsChecks(app).validateScope(app);
      const places = violations.map(({ ruleName, violatingResources }) => ({
        ruleName,
        where: violatingResources?.map((each) => (each as { constructPath?: string }).constructPath),
      }));
      return [...reports, ...places];
    });
    expect(found).toEqual([]);
  });
});

describe('what CloudFormation would refuse', () => {
  it('fails a synthesis', async () => {
    const synthesis = withApp('dev', (app, outdir) => {
      new CfnQueue(new Stack(app, 'Faulty'), 'Queue', { delaySeconds: 901 });
      return findings(app, outdir);
    });
    await expect(synthesis).rejects.toThrow('DelaySeconds: 901 is greater');
  });

  it('is reported where it is a warning only', async () => {
    const found = await withApp('dev', (app, outdir) => {
      Annotations.of(app.node.findChild('Market')).addWarningV2('yunshi:made-up', 'made up');
      return findings(app, outdir);
    });
    expect(JSON.stringify(found)).toContain('made up');
  });
});
