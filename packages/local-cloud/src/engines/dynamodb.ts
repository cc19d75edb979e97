import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { requireJava } from './java.ts';

export interface DynamoDbEngine {
  endpoint: string;
  /** The engine itself, behind the mend. */
  engineEndpoint: string;
  stop(): Promise<void>;
}

export interface DynamoDbOptions {
  dataDir?: string;
  /** Options of the Java machine beside the usual ones. */
  jvmOptions?: readonly string[];
  /** Milliseconds within which the engine must say where it listens; 90 s unless told, since a busy machine takes many times the usual 2 s. */
  startLimit?: number;
}

// The shell outlives nobody: when this process ends in whatever way, its end of the pipe closes, `cat` returns and Java is killed. What Java
// unpacked (a library of a megabyte each time) goes with it.
const guarded = `scratch=$1; shift; exec 3<&0; "$@" </dev/null & engine=$!; ( cat <&3 >/dev/null; kill -9 $engine 2>/dev/null ) & wait $engine; code=$?; rm -rf "$scratch"; exit $code`;

/**
 * Starts DynamoDB Local behind its mend (`patches/dynamodb-local/table-mend.ts`). With `dataDir` the tables and streams are kept there, and a kill loses no acknowledged
 * write; without it all is in memory. Rejects when it does not start, with a sentence for a person when Java is missing; no process is left then.
 */
export async function startDynamoDb({
  dataDir,
  jvmOptions = [],
  startLimit = 90_000,
}: DynamoDbOptions = {}): Promise<DynamoDbEngine> {
  await requireJava();
  if (dataDir) mkdirSync(dataDir, { recursive: true });
  const scratch = mkdtempSync(join(tmpdir(), 'table-engine-'));
  const java = ['java', `-Djava.io.tmpdir=${scratch}`, ...javaArguments(dataDir, jvmOptions)];
  const child = spawn('/bin/sh', ['-c', guarded, 'sh', scratch, ...java], {
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = async () => {
    child.ref();
    child.stdin.destroy();
    await ended;
  };
  try {
    const engineEndpoint = await listeningAddress(child, startLimit);
    const mended = await startMend(engineEndpoint);
    child.unref();
    return { endpoint: mended.endpoint, engineEndpoint, stop: () => mended.stop().then(end) };
  } catch (error) {
    await end();
    throw error;
  }
}

/** The engine's own command line cannot choose its interface, so Jetty makes it from `dynamodb.xml`. */
function javaArguments(dataDir: string | undefined, jvmOptions: readonly string[]): string[] {
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('amplify-dynamodb-simulator/package.json')),
    'emulator',
  );
  const machine = [
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-Xmx400m',
    `-Djava.library.path=${join(folder, 'DynamoDBLocal_lib')}`,
  ];
  const log = [
    '-Dorg.eclipse.jetty.util.log.class=org.eclipse.jetty.util.log.StdErrLog',
    '-Dorg.eclipse.jetty.LEVEL=INFO',
  ];
  const data = [`-Dlocal.inMemory=${!dataDir}`, ...(dataDir ? [`-Dlocal.dataDir=${dataDir}`] : [])];
  const configuration = join(import.meta.dirname, '../../patches/dynamodb-local/dynamodb.xml');
  const program = ['org.eclipse.jetty.xml.XmlConfiguration', configuration];
  return [...machine, ...log, ...data, ...jvmOptions, '-cp', join(folder, 'DynamoDBLocal.jar'), ...program];
}

/** The address that Jetty says it listens at. Rejects when the process ends before, or says nothing in time. */
function listeningAddress(
  child: ChildProcessByStdio<Writable, null, Readable>,
  startLimit: number,
): Promise<string> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    const failed = (what: string) => {
      clearTimeout(timer);
      reject(new Error(`DynamoDB Local ${what}: ${said.join('\n')}`));
    };
    const timer = setTimeout(
      () => failed(`did not say within ${startLimit / 1000} s where it listens`),
      startLimit,
    );
    child.once('error', (error) => failed(error.message));
    child.once('close', (code) => failed(`ended with ${code}`));
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      if (said.length > 20) said.shift();
      const port = /Started ServerConnector.*\{127\.0\.0\.1:(\d+)\}/.exec(line)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(`http://127.0.0.1:${port}`);
    });
  });
}

/** Mends what the engine tells of transactions, in a thread of its own, so that a busy caller does not slow others down. */
function startMend(engine: string): Promise<Omit<DynamoDbEngine, 'engineEndpoint'>> {
  const worker = new Worker(new URL('../../patches/dynamodb-local/table-mend-worker.ts', import.meta.url), {
    workerData: { engine },
    execArgv: [],
  });
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
