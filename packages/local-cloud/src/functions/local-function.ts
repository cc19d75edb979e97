import { randomUUID } from 'node:crypto';
import type { Failure, Outcome } from './messages.ts';
import { payloadLimit, tooLarge } from './payload.ts';
import { type FunctionSettings, WorkerPool } from './worker-pool.ts';

export interface LocalFunction {
  readonly name: string;
  readonly maxConcurrency: number;
  /** Runs the handler with an event, as Lambda's synchronous invocation. Never rejects. */
  invoke(event: unknown): Promise<Outcome>;
  stop(): Promise<void>;
}

const failed = (failure: Failure): Outcome => ({ kind: 'failed', failure });

/** A function in worker threads: one invocation at a time in each, more threads while events wait, each ended when an invocation outlasts its time. */
export function createFunction(settings: FunctionSettings): LocalFunction {
  const { functionName, reservedConcurrency, maxWorkers } = settings;
  const pool = new WorkerPool(settings);
  let stopped = false;

  return {
    name: functionName,
    maxConcurrency: Math.min(reservedConcurrency ?? maxWorkers, maxWorkers),

    async invoke(event) {
      const text = JSON.stringify(event);
      if (stopped) return failed({ errorType: 'Stopped', errorMessage: 'The local run has stopped' });
      if (Buffer.byteLength(text) > payloadLimit) return failed(tooLarge('Request'));
      if (pool.running >= (reservedConcurrency ?? Number.POSITIVE_INFINITY)) return { kind: 'throttled' };

      return new Promise((settle) => pool.take({ event: text, requestId: randomUUID(), settle }));
    },

    async stop() {
      stopped = true;
      await pool.stop();
    },
  };
}
