import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { awsJson, createTables, startDynamoDb } from '@yunshi/local-cloud/engines';
import { projectRoot } from '../../infra/build/bundle-functions.ts';
import { synthesize } from '../../infra/build/synth.ts';
import { openTable } from '../../shared/table/table.ts';
import { localService } from '../support/marketplace/local-aws.ts';

export type BenchTable = Awaited<ReturnType<typeof openBenchTable>>;

/** The template's table on the real engine, in a process of its own. */
export async function openBenchTable() {
  const assembly = synthesize({
    outdir: join(projectRoot, 'dist', 'bench', 'cdk'),
    context: { stage: 'dev', local: 'yes' },
  });
  const engine = await startDynamoDb();
  const call = awsJson(engine.endpoint, 'dynamodb');
  const templates = assembly.stacks.map(({ templateFullPath }) =>
    JSON.parse(readFileSync(templateFullPath, 'utf8')),
  );
  const [tableName = ''] = (
    await Promise.all(templates.map((template) => createTables(call, template)))
  ).flatMap(Object.values);
  const table = openTable({ engine: localService('dynamodb', engine.endpoint, 'us-east-1'), tableName });
  return { table, tableName, endpoint: engine.endpoint, stop: engine.stop };
}
