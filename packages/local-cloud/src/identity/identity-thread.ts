import type { JsonWebKey } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { Log } from '../log.ts';
import type { People, Person } from './people.ts';
import type { TokenRequest, TokenTrigger } from './token-trigger.ts';

/** A client of the issuer, from the template. Public: code flow with PKCE. */
export interface IdentityClient {
  clientId: string;
  callbackUrls: string[];
  logoutUrls: string[];
  scopes: string[];
}

/** What the issuer's thread is told before it serves. */
export interface IdentityWorkerData {
  clock: SharedArrayBuffer;
  port: number;
  secrets: Secrets;
  people: People;
  applicationName: string;
}

export interface Secrets {
  privateKey: JsonWebKey & { kid: string };
  cookieKey: string;
}

/** What the issuer's thread asks before it makes an access token, and what it is told. */
export type ClaimsQuestion = { question: number; request: TokenRequest };
export type ClaimsAnswer = { question: number; claims?: Record<string, unknown>; failed?: string };

/** What the issuer's thread is told while it serves. */
export type IdentityMessage = { clients: IdentityClient[] } | { role: string; person: Person };

/** The library warns that sign-ins are kept in memory, which is meant here: after a restart people sign in again. */
const quickStartNotice = 'oidc-provider WARNING: a quick start';

/** The thread that the issuer runs in. */
export interface IdentityThread {
  issuer: string;
  /** Resolves when the thread has done as it was told. */
  tell(message: IdentityMessage): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the thread; `claims` is asked before each access token. */
export async function startIdentityThread(
  workerData: IdentityWorkerData,
  claims: TokenTrigger,
  log: Log,
): Promise<IdentityThread> {
  const worker = new Worker(new URL('./identity-worker.ts', import.meta.url), {
    workerData,
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  for (const output of [worker.stdout, worker.stderr]) {
    createInterface({ input: output }).on('line', (text) => {
      if (!text.startsWith(quickStartNotice)) log({ source: 'issuer', text });
    });
  }

  const { issuer } = await nextAnswer<{ issuer: string }>(worker);
  answerQuestions(worker, claims);
  worker.unref();
  return {
    issuer,
    async tell(message) {
      const answered = nextAnswer(worker);
      worker.postMessage(message);
      await answered;
    },
    stop: async () => void (await worker.terminate()),
  };
}

/** What the thread says next that is no question. */
const nextAnswer = <Message>(worker: Worker): Promise<Message> =>
  new Promise<Message>((resolve, reject) => {
    worker.once('error', reject);
    worker.on('message', function heard(message: Message | { failed: string } | ClaimsQuestion) {
      if (typeof message === 'object' && message && 'question' in message) return;
      worker.off('message', heard);
      worker.off('error', reject);
      if (typeof message === 'object' && message && 'failed' in message) reject(new Error(message.failed));
      else resolve(message as Message);
    });
  });

function answerQuestions(worker: Worker, claims: TokenTrigger): void {
  worker.on('message', async (asked: ClaimsQuestion | { question?: undefined }) => {
    if (asked.question === undefined) return;
    const { question, request } = asked;
    const answer: ClaimsAnswer = await claims(request).then(
      (claims) => ({ question, claims }),
      (error: Error) => ({ question, failed: error.message }),
    );
    worker.postMessage(answer);
  });
}
