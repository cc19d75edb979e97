/** What a function's worker thread is started with. */
export interface WorkerSettings {
  functionName: string;
  functionArn: string;
  codeFolder: string;
  /** `file.export`, as in the template. */
  handler: string;
  timeoutSeconds: number;
  memoryMegabytes: number;
  clock: SharedArrayBuffer;
}

export interface Invocation {
  requestId: string;
  /** The event as JSON. */
  event: string;
}

export interface Failure {
  errorType: string;
  errorMessage: string;
  stackTrace?: string[];
}

/** What a worker says: `broken` when the bundle does not load. */
export type WorkerMessage =
  | { kind: 'ready' }
  | { kind: 'done'; result: string }
  | { kind: 'failed'; failure: Failure }
  | { kind: 'broken'; failure: Failure };

/** How an invocation ended. `throttled`: no concurrency was left, nothing ran. */
export type Outcome =
  | { kind: 'done'; result: unknown }
  | { kind: 'failed'; failure: Failure }
  | { kind: 'throttled' };
