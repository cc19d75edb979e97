import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { awsJson } from '../src/engines/aws-json.ts';
import { startLocal } from '../src/start.ts';
import { synthesizeFixture } from './fixture/app.ts';
import { application } from './fixture/application.ts';

/** The machine may be busy: engines are started five times here. */
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const main = join(import.meta.dirname, 'fixture/process.ts');

let folder: string;
let assemblyDir: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'local-survival-'));
  assemblyDir = synthesizeFixture(folder, { patient: true });
});
/** Whatever a test left running. */
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Started {
  child: ChildProcess;
  url: string;
  description(): Promise<{
    queues: Record<string, { visible: number; inFlight: number; dead: number }>;
    engines: Record<'dynamodb' | 'dynamodbUnmended', string>;
  }>;
}

/** Starts the run in a process of its own, to be killed. */
async function start(dataDir: string): Promise<Started> {
  const child = spawn(process.execPath, [main, assemblyDir, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  const ended = once(child, 'exit').then(([code]): never => {
    throw new Error(`The run ended with ${code} before it was ready`);
  });
  ended.catch(() => undefined);
  const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])) as [
    string,
  ];
  const { url, localUrl } = JSON.parse(line) as { url: string; localUrl: string };
  return {
    child,
    url,
    description: async () =>
      (await (await fetch(localUrl)).json()) as Awaited<ReturnType<Started['description']>>,
  };
}

/** True when nobody answers there within a while. */
async function isGone(url: string): Promise<boolean> {
  for (let attempt = 0; attempt < 200; attempt++, await pause(25)) {
    const answers = await fetch(url).then(
      () => true,
      () => false,
    );
    if (!answers) return true;
  }
  return false;
}

type Run = Awaited<ReturnType<typeof start>>;

/** Whatever was answered as written, by the table and by the queue's function. */
type Kept = { readonly written: string[]; readonly sent: string[] };

async function tableOf(run: Run) {
  const call = awsJson((await run.description()).engines.dynamodb, 'dynamodb');
  const { TableNames } = await call<{ TableNames: string[] }>('ListTables', {});
  return { call, TableName: TableNames[0] };
}

/** Writes one thing after the other until the run is no more. */
async function writeUntilKilled(run: Run, round: number, { written, sent }: Kept): Promise<void> {
  const { call, TableName } = await tableOf(run);
  for (let number = 0; ; number++) {
    const text = `r${round}n${number}`;
    const Item = { pk: { S: 'event#k' }, sk: { S: text }, text: { S: text } };
    await call('PutItem', { TableName, Item });
    written.push(text);
    const answer = await fetch(`${run.url}/v1/things/send`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
    });
    if (answer.ok) sent.push(text);
  }
}

/** What the functions have noted of a kind, in the order of the table. */
async function notesIn(run: Run, kind: string): Promise<string[]> {
  const { call, TableName } = await tableOf(run);
  const found: string[] = [];
  let ExclusiveStartKey: unknown;
  do {
    const page = await call<{ Items: { text: { S: string } }[]; LastEvaluatedKey?: unknown }>('Query', {
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `note#${kind}` } },
      ExclusiveStartKey,
    });
    found.push(...page.Items.map(({ text }) => text.S));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return found;
}

const notIn = (texts: readonly string[], others: readonly (string | undefined)[]): string[] => {
  const seen = new Set(others);
  return texts.filter((text) => !seen.has(text));
};

describe('the life of a local run', () => {
  it('goes on where it was after kill -9, and leaves no engine behind', async () => {
    const dataDir = join(folder, 'data');
    let run = await start(dataDir);
    const kept: Kept = { written: [], sent: [] };
    const advanced = await fetch(`${run.url}/_local/clock`, { method: 'POST', body: '{"advance":"P2D"}' });
    expect(advanced.status).toBe(200);

    for (let round = 0; round < 3; round++) {
      const { dynamodbUnmended } = (await run.description()).engines;
      const writing = writeUntilKilled(run, round, kept).catch(() => undefined);
      await pause(400 + round * 150);
      run.child.kill('SIGKILL');
      await writing;
      expect(await isGone(dynamodbUnmended)).toBe(true);
      run = await start(dataDir);
    }

    const { written, sent } = kept;
    const patience = { timeout: 120_000 };
    await expect.poll(async () => notIn(written, await notesIn(run, 'stream')), patience).toEqual([]);
    const handled = async () => (await notesIn(run, 'queue')).map((text) => text.split(':')[0]);
    await expect.poll(async () => notIn(sent, await handled()), patience).toEqual([]);
    const firsts = [...new Set(await notesIn(run, 'stream'))].filter((text) => written.includes(text));
    expect(firsts).toEqual(written);
    const ticked = async () => Date.parse((await notesIn(run, 'tick'))[0] ?? '');
    await expect.poll(ticked, patience).toBeGreaterThan(0);

    const ended = once(run.child, 'exit');
    const last = (await run.description()).engines.dynamodbUnmended;
    run.child.kill('SIGINT');
    expect((await ended)[0]).toBe(0);
    expect(await isGone(last)).toBe(true);
  });
});

describe('a local run that cannot start', () => {
  it('names the resource type that it does not know, and the port that is taken', async () => {
    const odd = synthesizeFixture(join(folder, 'odd'), { unknownType: true });
    await expect(startLocal({ ...application, assemblyDir: odd, log: () => undefined })).rejects.toThrow(
      /AWS::Kinesis::Stream \(Odd in stack FixtureApp\)/,
    );
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(
      startLocal({ ...application, assemblyDir, log: () => undefined, ports: { calls: port } }),
    ).rejects.toThrow(`Port ${port} (calls API) is already in use`);
    server.close();
  });

  it('names who is in a group that the user pool does not have', async () => {
    const people = { odd: { id: 'x', name: 'X', email: 'x@example.com', groups: ['nobody-made-it'] } };
    await expect(startLocal({ ...application, people, assemblyDir, log: () => undefined })).rejects.toThrow(
      'odd: in a group that the user pool does not have',
    );
  });
});
