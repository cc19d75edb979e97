import type { RequestListener } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { listen } from '../engines/ports.ts';
import { patchDate } from '../patch-date.ts';
import type { ClaimsAnswer, IdentityMessage, IdentityWorkerData } from './identity-thread.ts';
import type { TokenTrigger } from './token-trigger.ts';

const data = workerData as IdentityWorkerData;
patchDate(data.clock);

let handle: RequestListener = (_request, response) => void response.writeHead(503).end();
const say = (message: unknown) => parentPort?.postMessage(message);
const failed = (error: unknown) => say({ failed: error instanceof Error ? error.message : String(error) });

/** The pool's function runs in the main thread; tokens wait for what it says. */
const waiting = new Map<number, (answer: ClaimsAnswer) => void>();
const askForClaims: TokenTrigger = (request) =>
  new Promise((resolve, reject) => {
    const question = waiting.size === 0 ? 1 : Math.max(...waiting.keys()) + 1;
    waiting.set(question, ({ claims, failed }) => (claims ? resolve(claims) : reject(new Error(failed))));
    say({ question, request });
  });
const hearClaims = (answer: ClaimsAnswer) => {
  waiting.get(answer.question)?.(answer);
  waiting.delete(answer.question);
};

try {
  const { url } = await listen('issuer', data.port, (request, response) => handle(request, response));
  // The library reads the time while it loads, so it comes after the clock is patched.
  const loading = import('./issuer.ts');
  parentPort?.on('message', async (message: IdentityMessage | ClaimsAnswer) => {
    try {
      if ('question' in message) return hearClaims(message);
      if ('role' in message) {
        data.people[message.role] = message.person;
        return say({ added: true });
      }
      const { clients } = message;
      const { createIssuer } = await loading;
      const { people, applicationName, secrets } = data;
      handle = createIssuer({ issuer: url, clients, people, applicationName, askForClaims, ...secrets });
      say({ opened: true });
    } catch (error) {
      failed(error);
    }
  });
  say({ issuer: url });
} catch (error) {
  failed(error);
}
