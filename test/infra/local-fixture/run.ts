import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { AwsJsonCall } from '../../../infra/local/engines/aws-json.ts';
import { awsJson } from '../../../infra/local/engines/aws-json.ts';
import type { LocalOptions, LocalRun } from '../../../infra/local/start.ts';
import { startLocal } from '../../../infra/local/start.ts';
import { synthesizeFixture } from './app.ts';

export interface FixtureRun {
  run: LocalRun;
  folder: string;
  log: string[];
  table: AwsJsonCall;
  /** Texts of what the functions wrote down, in order. */
  notes(kind: string): Promise<string[]>;
  /** Waits until the notes are as wanted, and gives them. */
  notesUntil(kind: string, wanted: (notes: string[]) => boolean): Promise<string[]>;
  put(pk: string, sk: string, text: string): Promise<void>;
  send(text: string, group?: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the fixture in a folder of its own. */
export async function startFixture(options: Partial<LocalOptions> = {}): Promise<FixtureRun> {
  const folder = mkdtempSync(join(tmpdir(), 'local-run-'));
  const log: string[] = [];
  const run = await startLocal({
    assemblyDir: synthesizeFixture(folder),
    log: ({ source, text }) => void log.push(`${source} ${text}`),
    ...options,
  });
  const table = awsJson(run.engines.dynamodb, 'dynamodb');
  const TableName = run.names.Table ?? Object.entries(run.names).find(([id]) => id.startsWith('Table'))?.[1];
  const notes = async (kind: string) => {
    const input = {
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `note#${kind}` } },
    };
    const { Items } = await table<{ Items: { text: { S: string } }[] }>('Query', input);
    return Items.map(({ text }) => text.S);
  };
  return {
    run,
    folder,
    log,
    table,
    notes,
    async notesUntil(kind, wanted) {
      for (const endsAt = performance.now() + 120_000; ; await pause(25)) {
        const found = await notes(kind);
        if (wanted(found)) return found;
        if (performance.now() > endsAt)
          throw new Error(`Notes of ${kind} after 120 s: ${JSON.stringify(found)}\n${log.join('\n')}`);
      }
    },
    put: async (pk, sk, text) =>
      void (await table('PutItem', { TableName, Item: { pk: { S: pk }, sk: { S: sk }, text: { S: text } } })),
    async send(text, group) {
      const answer = await fetch(`${run.apiUrl}/v1/things/send`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text, group }),
      });
      if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
    },
    async stop() {
      await run.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
