import type { RequestListener } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { listen } from '../engines/ports.ts';
import { patchDate } from '../patch-date.ts';
import type { IdentityClient, IdentityWorkerData } from './identity.ts';
import type { Person } from './people.ts';

const data = workerData as IdentityWorkerData;
patchDate(data.clock);

let handle: RequestListener = (_request, response) => void response.writeHead(503).end();
const say = (message: unknown) => parentPort?.postMessage(message);
const failed = (error: unknown) => say({ failed: error instanceof Error ? error.message : String(error) });

try {
  const { url } = await listen('issuer', data.port, (request, response) => handle(request, response));
  // The library reads the time while it loads, so it comes after the clock is patched.
  const loading = import('./issuer.ts');
  parentPort?.on('message', async (message: { clients: IdentityClient[] } | { role: string; person: Person }) => {
    try {
      if ('role' in message) {
        data.people[message.role] = message.person;
        return say({ added: true });
      }
      const { clients } = message;
      const { createIssuer } = await loading;
      handle = createIssuer({ issuer: url, clients, people: data.people, ...data.secrets });
      say({ opened: true });
    } catch (error) {
      failed(error);
    }
  });
  say({ issuer: url });
} catch (error) {
  failed(error);
}
