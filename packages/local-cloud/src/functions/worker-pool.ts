import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { Failure, Outcome, WorkerMessage, WorkerSettings } from './messages.ts';
import { answerOf } from './payload.ts';

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

export interface Waiting {
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

/** The worker threads of a function: one invocation at a time in each, more threads while events wait. */
export class WorkerPool {
  /** Invocations that were taken on and have not ended. */
  running = 0;
  private readonly settings: FunctionSettings;
  private readonly environments = new Set<Environment>();
  private readonly queue: Waiting[] = [];

  constructor(settings: FunctionSettings) {
    this.settings = settings;
  }

  take(waiting: Waiting): void {
    this.running++;
    this.queue.push(waiting);
    const idle = [...this.environments].find((each) => each.ready && !each.current);
    const starting = [...this.environments].filter((each) => !each.ready).length;
    if (idle) this.assign(idle);
    else if (this.environments.size < this.settings.maxWorkers && starting < this.queue.length) this.grow();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.environments].map(({ worker }) => worker.terminate()));
  }

  private settle(waiting: Waiting | undefined, outcome: Outcome): void {
    if (!waiting) return;
    this.running--;
    waiting.settle(outcome);
    this.settings.onIdle();
  }

  private finish(environment: Environment, outcome: Outcome): void {
    clearTimeout(environment.timer);
    const { current } = environment;
    environment.current = undefined;
    this.settle(current, outcome);
  }

  private assign(environment: Environment): void {
    const next = environment.current || !environment.ready ? undefined : this.queue.shift();
    clearTimeout(environment.idleTimer);
    if (!next) {
      environment.idleTimer = setTimeout(() => this.retire(environment), idleMilliseconds).unref();
      return;
    }

    const { timeoutSeconds, log } = this.settings;
    environment.current = next;
    environment.timer = setTimeout(() => {
      const errorMessage = `${new Date().toISOString()} ${next.requestId} Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
      log(errorMessage);
      this.discard(environment, { errorType: 'Sandbox.Timedout', errorMessage });
    }, timeoutSeconds * 1000);
    environment.worker.postMessage({ requestId: next.requestId, event: next.event });
  }

  private retire(environment: Environment): void {
    const { environments } = this;
    if (environment.current || environments.size < 2 || !environments.delete(environment)) return;
    void environment.worker.terminate();
  }

  private discard(environment: Environment, failure: Failure): void {
    if (!this.environments.delete(environment)) return;
    void environment.worker.terminate();
    this.finish(environment, { kind: 'failed', failure });
    if (this.queue.length > 0) this.grow();
  }

  private grow(): void {
    const worker = startWorker(this.settings);
    const environment: Environment = { worker, ready: false };
    this.environments.add(environment);
    worker.on('message', (message: WorkerMessage) => this.hear(environment, message));
    worker.on('error', (error: Error) => this.discard(environment, exited(String(error.message ?? error))));
    worker.on('exit', (code) => this.discard(environment, exited(`Runtime exited with status ${code}`)));
  }

  private hear(environment: Environment, message: WorkerMessage): void {
    if (message.kind === 'broken') {
      const { failure } = message;
      this.settings.log(`${failure.errorType}: ${failure.errorMessage}`);
      while (this.queue.length > 0) this.settle(this.queue.shift(), { kind: 'failed', failure });
      this.discard(environment, failure);
      return;
    }
    environment.ready = true;
    if (message.kind === 'done') this.finish(environment, answerOf(message.result));
    if (message.kind === 'failed') this.finish(environment, message);
    this.assign(environment);
  }
}

const exited = (errorMessage: string): Failure => ({ errorType: 'Runtime.ExitError', errorMessage });

function startWorker({
  environment: env,
  reservedConcurrency: _reserved,
  maxWorkers: _max,
  log,
  onIdle: _idle,
  ...workerData
}: FunctionSettings): Worker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData,
    env,
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: workerData.memoryMegabytes },
  });
  for (const output of [worker.stdout, worker.stderr]) createInterface({ input: output }).on('line', log);
  return worker;
}
