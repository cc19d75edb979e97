import { startDynamoDb } from '@yunshi/local-cloud/engines';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    dynamoDbEndpoint: string;
  }
}

/** One table engine for the whole test run; each test opens a table of its own in it. */
export async function setup(project: TestProject) {
  const engine = await startDynamoDb();
  project.provide('dynamoDbEndpoint', engine.endpoint);
  return () => engine.stop();
}
