import { mkdirSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { flushLess } from '../../patches/fauxqs/flush-less.ts';
import { giveBackMessages } from '../../patches/fauxqs/give-back-messages.ts';
import { keepReceivedCounts } from '../../patches/fauxqs/keep-received-counts.ts';
import { listenOnLoopback } from '../../patches/fauxqs/listen-on-loopback.ts';
import { patchDate } from '../patch-date.ts';
import type { CorsRule } from './object-cors.ts';
import { guardObjects } from './object-guard.ts';
import { listen } from './ports.ts';

const { dataDir, clock, objectsPort } = workerData as {
  dataDir?: string;
  clock: SharedArrayBuffer;
  objectsPort: number;
};
patchDate(clock);
listenOnLoopback();
keepReceivedCounts();
flushLess();
const corsRules = new Map<string, CorsRule[]>();

try {
  if (dataDir) {
    mkdirSync(dataDir, { recursive: true });
    giveBackMessages(dataDir);
  }
  const { startFauxqs } = await import('fauxqs');
  const engine = await startFauxqs({ port: 0, logger: false, dataDir });
  const sqsEndpoint = `http://127.0.0.1:${engine.port}`;
  const guard = await listen('objects', objectsPort, guardObjects(sqsEndpoint, corsRules));
  parentPort?.on('message', ({ bucket, corsRules: rules }: { bucket: string; corsRules: CorsRule[] }) =>
    corsRules.set(bucket, rules),
  );
  parentPort?.postMessage({ sqsEndpoint, s3Endpoint: guard.url });
} catch (error) {
  parentPort?.postMessage({ failed: error instanceof Error ? error.message : String(error) });
}
