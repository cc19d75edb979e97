import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDynamoDb } from '@yunshi/local-cloud/engines';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    dynamoDbEndpoint: string;
  }
}

/**
 * One table engine for the whole test run; each test opens a table of its own in it. What tests and libraries leave in the temporary folder
 * (CDK a folder for each application) goes with the run.
 */
export async function setup(project: TestProject) {
  const scratch = mkdtempSync(join(tmpdir(), 'yunshi-test-'));
  process.env.TMPDIR = scratch;
  const engine = await startDynamoDb();
  project.provide('dynamoDbEndpoint', engine.endpoint);
  return async () => {
    await engine.stop();
    rmSync(scratch, { recursive: true, force: true });
  };
}
