import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileFunction, constants } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { patchDate } from '../patch-date.ts';
import type { Invocation, WorkerSettings } from './messages.ts';

/** One execution environment of one function: loads the bundle once, then answers one invocation at a time. */
type Callback = (error: unknown, result?: unknown) => void;
type Handler = (event: unknown, context: unknown, callback: Callback) => unknown;

const settings = workerData as WorkerSettings;
patchDate(settings.clock);

async function loadHandler(): Promise<Handler> {
  const dot = settings.handler.lastIndexOf('.');
  const base = join(settings.codeFolder, settings.handler.slice(0, dot));
  const file = [`${base}.js`, `${base}.mjs`, `${base}.cjs`].find((each) => existsSync(each));
  if (!file) throw new Error(`Cannot find module '${settings.handler.slice(0, dot)}' in the bundle`);
  const found = (await loadModule(file))[settings.handler.slice(dot + 1)];
  if (typeof found !== 'function') throw new Error(`${settings.handler} is undefined or not exported`);
  return found as Handler;
}

// Lambda takes `.js` for CommonJS unless the bundle's own package.json says otherwise. Node would look for package.json further up, outside of
// the bundle, so the file is compiled here.
async function loadModule(file: string): Promise<Record<string, unknown>> {
  const description = join(settings.codeFolder, 'package.json');
  const isModule = existsSync(description) && JSON.parse(readFileSync(description, 'utf8')).type === 'module';
  if (file.endsWith('.mjs') || (isModule && file.endsWith('.js'))) return import(pathToFileURL(file).href);
  const module = { exports: {} as Record<string, unknown> };
  const { emitWarning } = process;
  process.emitWarning = () => {}; // Node calls the way to let a compiled text import experimental
  const run = compileFunction(
    readFileSync(file, 'utf8'),
    ['exports', 'require', 'module', '__filename', '__dirname'],
    {
      filename: file,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    },
  );
  process.emitWarning = emitWarning;
  run(module.exports, createRequire(file), module, file, dirname(file));
  return module.exports;
}

function invoke(handler: Handler, { event, requestId }: Invocation, endsAt: number): Promise<unknown> {
  const context = {
    functionName: settings.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: settings.functionArn,
    memoryLimitInMB: String(settings.memoryMegabytes),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${settings.functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(endsAt - performance.now())),
  };
  return new Promise((resolve, reject) => {
    const callback: Callback = (error, result) => (error ? reject(error) : resolve(result));
    try {
      const answer = handler(JSON.parse(event), context, callback);
      if (answer instanceof Promise || handler.length < 3) resolve(answer);
    } catch (error) {
      reject(error);
    }
  });
}

const failureOf = (error: unknown) => {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return { errorType: name, errorMessage: message, stackTrace: stack?.split('\n') ?? [] };
};

const post = (message: unknown) => parentPort?.postMessage(message);

try {
  const handler = await loadHandler();
  parentPort?.on('message', async (invocation: Invocation) => {
    try {
      const result = await invoke(handler, invocation, performance.now() + settings.timeoutSeconds * 1000);
      post({ kind: 'done', result: JSON.stringify(result ?? null) });
    } catch (error) {
      console.error(
        JSON.stringify({
          level: 'ERROR',
          message: 'Invoke Error',
          requestId: invocation.requestId,
          ...failureOf(error),
        }),
      );
      post({ kind: 'failed', failure: failureOf(error) });
    }
  });
  post({ kind: 'ready' });
} catch (error) {
  post({ kind: 'broken', failure: failureOf(error) });
}
