import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../infra/app.ts';
import { bundleFunctions } from '../../infra/build/bundle-functions.ts';
import { exampleStages } from '../../infra/build/example-stages.ts';
import { stageNames } from './assembly.ts';

describe.each(stageNames)('AwsSolutions checks of %s', (stage) => {
  it('find nothing that is not acknowledged with a reason', async () => {
    await bundleFunctions();
    const outdir = mkdtempSync(join(tmpdir(), 'yunshi-nag-'));
    const app = createApp({ outdir, context: { stages: exampleStages, stage } });
    app.synth();
    const { violations } = new AwsSolutionsChecks(app).validateScope(app);
    const found = violations.map(({ ruleName, violatingResources }) => ({
      ruleName,
      where: violatingResources?.map((each) => (each as { constructPath?: string }).constructPath),
    }));
    rmSync(outdir, { recursive: true });
    expect(found).toEqual([]);
  });
});
