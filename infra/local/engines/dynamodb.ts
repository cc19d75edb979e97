import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { awsJson } from './aws-json.ts';
import { freePort } from './ports.ts';

export interface DynamoDbEngine {
  endpoint: string;
  /** The engine itself, behind the mend. */
  engineEndpoint: string;
  stop(): Promise<void>;
}

// The shell outlives nobody: when this process ends in whatever way, its end of the pipe closes, `cat` returns and Java is killed.
const guarded = `exec 3<&0; "$@" </dev/null & engine=$!; ( cat <&3 >/dev/null; kill -9 $engine 2>/dev/null ) & wait $engine`;

/**
 * Starts DynamoDB Local behind its mend (`table-mend.ts`). With `dataDir` the tables and streams are kept there, and a kill loses no acknowledged write; without it all is in memory.
 * Rejects with a sentence for a person when Java is missing.
 */
export async function startDynamoDb({ dataDir }: { dataDir?: string } = {}): Promise<DynamoDbEngine> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('amplify-dynamodb-simulator/package.json')), 'emulator');
  if (dataDir) mkdirSync(dataDir, { recursive: true });
  const port = await freePort();
  const jvm = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx400m', `-Djava.library.path=${join(folder, 'DynamoDBLocal_lib')}`];
  const options = ['-sharedDb', '-disableTelemetry', '-port', String(port), ...(dataDir ? ['-dbPath', dataDir] : ['-inMemory'])];
  const child = spawn('/bin/sh', ['-c', guarded, 'sh', 'java', ...jvm, '-jar', join(folder, 'DynamoDBLocal.jar'), ...options], {
    cwd: folder,
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint = (complaint + chunk).slice(-2000);
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let exit: number | null | undefined;
  void ended.then((code) => {
    exit = code;
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const call = awsJson(endpoint, 'dynamodb');
  for (let attempt = 0; ; attempt++) {
    if (exit !== undefined) throw new Error(exit === 127 ? missingJava : `DynamoDB Local ended with ${exit}: ${complaint}`);
    const ready = await call('ListTables', {}).then(
      () => true,
      () => false,
    );
    if (ready) break;
    if (attempt > 600) {
      child.stdin.end();
      throw new Error(`DynamoDB Local did not answer within 30 s: ${complaint}`);
    }
    await pause(50);
  }
  child.unref();
  const mended = await startMend(endpoint);
  return {
    endpoint: mended.endpoint,
    engineEndpoint: endpoint,
    async stop() {
      await mended.stop();
      child.ref();
      child.stdin.destroy();
      await ended;
    },
  };
}

/** Mends what the engine tells of transactions, in a thread of its own, so that a busy caller does not slow others down. */
function startMend(engine: string): Promise<Omit<DynamoDbEngine, 'engineEndpoint'>> {
  const worker = new Worker(new URL('./table-mend-worker.ts', import.meta.url), { workerData: { engine }, execArgv: [] });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (endpoint: string) => {
      worker.off('error', reject);
      worker.unref();
      const stop = async () => {
        worker.ref();
        await worker.terminate();
      };
      resolve({ endpoint, stop });
    });
  });
}

const missingJava =
  'Java was not found. The table engine (DynamoDB Local) needs a Java runtime, version 11 or later: install one (for example `apt-get install default-jre-headless`) and start again.';
