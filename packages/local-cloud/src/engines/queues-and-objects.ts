import { Worker } from 'node:worker_threads';
import type { Clock } from '../clock.ts';
import { createClock } from '../clock.ts';
import type { CorsRule } from './object-cors.ts';
import { engineAuthorization } from './object-writer.ts';

export interface QueuesAndObjects {
  /** Endpoint of the queue engine, which is the object engine, too. */
  sqsEndpoint: string;
  /** Endpoint of the object engine, behind the guard that enforces signed forms and links. */
  s3Endpoint: string;
  /** Makes a bucket unless it is there, and sets from which pages it may be used. */
  createBucket(name: string, corsRules?: CorsRule[]): Promise<void>;
  stop(): Promise<void>;
}

/** Starts queues (SQS) and objects (S3) in a thread of their own, on the run's clock. With `dataDir` everything is kept there. */
export function startQueuesAndObjects(
  options: { dataDir?: string; clock?: Clock; objectsPort?: number } = {},
): Promise<QueuesAndObjects> {
  const clock = options.clock ?? createClock();
  const worker = new Worker(new URL('./queues-and-objects-worker.ts', import.meta.url), {
    workerData: { dataDir: options.dataDir, clock: clock.buffer, objectsPort: options.objectsPort ?? 0 },
    execArgv: [],
  });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (message: { sqsEndpoint: string; s3Endpoint: string } | { failed: string }) => {
      if ('failed' in message) return reject(new Error(message.failed));
      worker.off('error', reject);
      worker.unref();
      const createBucket = async (bucket: string, corsRules: CorsRule[] = []) => {
        const answer = await fetch(`${message.sqsEndpoint}/${bucket}`, {
          method: 'PUT',
          headers: { authorization: engineAuthorization },
        });
        if (!answer.ok && answer.status !== 409) throw new Error(`Bucket ${bucket}: ${await answer.text()}`);
        worker.postMessage({ bucket, corsRules });
      };
      resolve({ ...message, createBucket, stop: async () => void (await worker.terminate()) });
    });
  });
}
