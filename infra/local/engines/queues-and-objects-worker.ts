import { mkdirSync } from 'node:fs';
import { Server } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { patchDate } from '../patch-date.ts';
import type { CorsRule } from './object-cors.ts';
import { guardObjects } from './object-guard.ts';
import { listen } from './ports.ts';

const { dataDir, clock, objectsPort } = workerData as { dataDir?: string; clock: SharedArrayBuffer; objectsPort: number };
patchDate(clock);
const corsRules = new Map<string, CorsRule[]>();

// The engine asks for all interfaces; nothing of the local run is to be reachable from other machines.
const realListen = Server.prototype.listen;
Server.prototype.listen = function (this: Server, ...args: unknown[]) {
  const [first] = args;
  if (typeof first === 'object' && first !== null && 'host' in first && first.host === '0.0.0.0') args[0] = { ...first, host: '127.0.0.1' };
  return Reflect.apply(realListen, this, args);
} as typeof realListen;

// Write-ahead logging without a flush to the disk at every message: a killed process loses nothing, only a power cut could.
const realExec = DatabaseSync.prototype.exec;
DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
  realExec.call(this, sql);
  if (sql.includes('journal_mode')) realExec.call(this, 'PRAGMA synchronous = NORMAL');
};

try {
  if (dataDir) mkdirSync(dataDir, { recursive: true });
  const { startFauxqs } = await import('fauxqs');
  const engine = await startFauxqs({ port: 0, logger: false, dataDir, host: undefined });
  const sqsEndpoint = `http://127.0.0.1:${engine.port}`;
  const guard = await listen('objects', objectsPort, guardObjects(sqsEndpoint, corsRules));
  parentPort?.on('message', ({ bucket, corsRules: rules }: { bucket: string; corsRules: CorsRule[] }) => corsRules.set(bucket, rules));
  parentPort?.postMessage({ sqsEndpoint, s3Endpoint: guard.url });
} catch (error) {
  parentPort?.postMessage({ failed: error instanceof Error ? error.message : String(error) });
}
