import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { Failure, Outcome, WorkerMessage, WorkerSettings } from './messages.ts';
import { answerOf, payloadLimit, tooLarge } from './payload.ts';

export interface FunctionSettings extends WorkerSettings {
  environment: Record<string, string>;
  /** As in the template; undefined when the function takes from the account's pool. */
  reservedConcurrency?: number;
  /** Worker threads at most on this machine. */
  maxWorkers: number;
  log(line: string): void;
  /** Called after every invocation: whatever it wrote may be waiting for a poller. */
  onIdle(): void;
}

export interface LocalFunction {
  readonly name: string;
  readonly maxConcurrency: number;
  /** Runs the handler with an event, as Lambda's synchronous invocation. Never rejects. */
  invoke(event: unknown): Promise<Outcome>;
  stop(): Promise<void>;
}

interface Waiting {
  event: string;
  requestId: string;
  settle(outcome: Outcome): void;
}

interface Environment {
  worker: Worker;
  ready: boolean;
  current?: Waiting;
  timer?: NodeJS.Timeout;
  idleTimer?: NodeJS.Timeout;
}

/** Milliseconds after which a thread that nothing was asked of is ended, unless it is the function's last. */
const idleMilliseconds = 60_000;

/** A function in worker threads: one invocation at a time in each, more threads while events wait, each ended when an invocation outlasts its time. */
export function createFunction(settings: FunctionSettings): LocalFunction {
  const environments = new Set<Environment>();
  const queue: Waiting[] = [];
  let running = 0;
  let stopped = false;

  function settle(waiting: Waiting | undefined, outcome: Outcome): void {
    if (!waiting) return;
    running--;
    waiting.settle(outcome);
    settings.onIdle();
  }

  function finish(environment: Environment, outcome: Outcome): void {
    clearTimeout(environment.timer);
    const { current } = environment;
    environment.current = undefined;
    settle(current, outcome);
  }

  function assign(environment: Environment): void {
    const next = environment.current || !environment.ready ? undefined : queue.shift();
    clearTimeout(environment.idleTimer);
    if (!next) {
      environment.idleTimer = setTimeout(() => retire(environment), idleMilliseconds).unref();
      return;
    }
    environment.current = next;
    environment.timer = setTimeout(() => {
      const errorMessage = `${new Date().toISOString()} ${next.requestId} Task timed out after ${settings.timeoutSeconds.toFixed(2)} seconds`;
      settings.log(errorMessage);
      discard(environment, { errorType: 'Sandbox.Timedout', errorMessage });
    }, settings.timeoutSeconds * 1000);
    environment.worker.postMessage({ requestId: next.requestId, event: next.event });
  }

  function retire(environment: Environment): void {
    if (environment.current || environments.size < 2 || !environments.delete(environment)) return;
    void environment.worker.terminate();
  }

  function discard(environment: Environment, failure: Failure): void {
    if (!environments.delete(environment)) return;
    void environment.worker.terminate();
    finish(environment, { kind: 'failed', failure });
    if (queue.length > 0) grow();
  }

  function grow(): void {
    const {
      environment: env,
      reservedConcurrency: _reserved,
      maxWorkers: _max,
      log,
      onIdle: _idle,
      ...workerData
    } = settings;
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData,
      env,
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: settings.memoryMegabytes },
    });
    const environment: Environment = { worker, ready: false };
    environments.add(environment);
    for (const output of [worker.stdout, worker.stderr]) createInterface({ input: output }).on('line', log);
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'broken') {
        log(`${message.failure.errorType}: ${message.failure.errorMessage}`);
        while (queue.length > 0) settle(queue.shift(), { kind: 'failed', failure: message.failure });
        return discard(environment, message.failure);
      }
      environment.ready = true;
      if (message.kind === 'done') finish(environment, answerOf(message.result));
      if (message.kind === 'failed') finish(environment, message);
      assign(environment);
    });
    worker.on('error', (error: Error) =>
      discard(environment, { errorType: 'Runtime.ExitError', errorMessage: String(error.message ?? error) }),
    );
    worker.on('exit', (code) =>
      discard(environment, {
        errorType: 'Runtime.ExitError',
        errorMessage: `Runtime exited with status ${code}`,
      }),
    );
  }

  return {
    name: settings.functionName,
    maxConcurrency: Math.min(settings.reservedConcurrency ?? settings.maxWorkers, settings.maxWorkers),
    invoke(event) {
      const text = JSON.stringify(event);
      if (stopped)
        return Promise.resolve({
          kind: 'failed',
          failure: { errorType: 'Stopped', errorMessage: 'The local run has stopped' },
        });
      if (Buffer.byteLength(text) > payloadLimit)
        return Promise.resolve({ kind: 'failed', failure: tooLarge('Request') });
      if (running >= (settings.reservedConcurrency ?? Number.POSITIVE_INFINITY))
        return Promise.resolve({ kind: 'throttled' });
      running++;
      return new Promise((settle) => {
        queue.push({ event: text, requestId: randomUUID(), settle });
        const idle = [...environments].find((each) => each.ready && !each.current);
        const starting = [...environments].filter((each) => !each.ready).length;
        if (idle) assign(idle);
        else if (environments.size < settings.maxWorkers && starting < queue.length) grow();
      });
    },
    async stop() {
      stopped = true;
      await Promise.all([...environments].map(({ worker }) => worker.terminate()));
    },
  };
}
