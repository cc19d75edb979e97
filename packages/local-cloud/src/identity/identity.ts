import type { JsonWebKey } from 'node:crypto';
import { createPrivateKey, generateKeyPair, randomBytes, randomUUID, sign } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Clock } from '../clock.ts';
import { writeFileAtomically } from '../files.ts';
import type { Log } from '../log.ts';
import type { People, Person } from './people.ts';
import { accessClaims, whyNot } from './people.ts';
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

interface Secrets {
  privateKey: JsonWebKey & { kid: string };
  cookieKey: string;
}

export interface Identity {
  issuer: string;
  people: People;
  publicKeys: JsonWebKey[];
  addClient(client: IdentityClient): void;
  /** People may be in this group. */
  addGroup(name: string): void;
  clientIds(): string[];
  /** Every access token from now on gets the claims of this function. */
  useTrigger(trigger: TokenTrigger): void;
  /** Opens the issuer for the clients added so far. */
  open(): Promise<void>;
  /** Adds somebody under a free role; kept with the data. Throws with a sentence when something speaks against it. */
  addPerson(role: string, person: Omit<Person, 'id'>): Promise<Person>;
  /** An access token of a person that is good for most of its hour, for the first client, as the token endpoint would give. */
  accessToken(person: Person): Promise<string>;
  stop(): Promise<void>;
}

/** Seconds that an access token is good for, as set in Cognito by default. */
export const accessTokenSeconds = 3600;

/** What the issuer's thread asks before it makes an access token, and what it is told. */
export type ClaimsQuestion = { question: number; request: TokenRequest };
export type ClaimsAnswer = { question: number; claims?: Record<string, unknown>; failed?: string };

/** A token that is asked for again within this time is the same one; what the pool's function says may be so old. */
const reuseMilliseconds = 5 * 60_000;

/** The library warns that sign-ins are kept in memory, which is meant here: after a restart people sign in again. */
const quickStartNotice = 'oidc-provider WARNING: a quick start';

async function loadSecrets(dataDir: string | undefined): Promise<Secrets> {
  const file = dataDir && join(dataDir, 'identity.json');
  if (file && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
  const secrets = { privateKey: jwk, cookieKey: randomBytes(32).toString('hex') };
  if (file) writeFileAtomically(file, JSON.stringify(secrets));
  return secrets;
}

/** People who were added to earlier runs on these data. */
function addedPeople(file: string | undefined): People {
  return file && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as People) : {};
}

/** Starts the issuer in a thread of its own, on the run's clock. It answers only after `open`. */
export async function startIdentity(options: {
  dataDir?: string;
  clock: Clock;
  port: number;
  people: People;
  log: Log;
  applicationName: string;
}): Promise<Identity> {
  const { clock, applicationName } = options;
  const peopleFile = options.dataDir && join(options.dataDir, 'people.json');
  const added = addedPeople(peopleFile);
  const people = { ...options.people, ...added };
  const secrets = await loadSecrets(options.dataDir);
  const { kid, kty, n, e } = secrets.privateKey;
  const key = createPrivateKey({ key: secrets.privateKey, format: 'jwk' });
  const workerData: IdentityWorkerData = {
    clock: clock.buffer,
    port: options.port,
    secrets,
    people,
    applicationName,
  };
  const worker = new Worker(new URL('./identity-worker.ts', import.meta.url), {
    workerData,
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  for (const output of [worker.stdout, worker.stderr]) {
    createInterface({ input: output }).on('line', (text) => {
      if (!text.startsWith(quickStartNotice)) options.log({ source: 'issuer', text });
    });
  }
  const clients: IdentityClient[] = [];
  const groups: string[] = [];
  const hear = <Message>() =>
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
  const { issuer } = await hear<{ issuer: string }>();
  let trigger: TokenTrigger = async () => ({});
  worker.on('message', async (asked: ClaimsQuestion | { question?: undefined }) => {
    if (asked.question === undefined) return;
    const { question, request } = asked;
    const answer: ClaimsAnswer = await trigger(request).then(
      (claims) => ({ question, claims }),
      (error: Error) => ({ question, failed: error.message }),
    );
    worker.postMessage(answer);
  });
  worker.unref();
  const tokens = new Map<string, { at: number; token: Promise<string> }>();
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    issuer,
    people,
    publicKeys: [{ kid, kty, n, e, alg: 'RS256', use: 'sig' } as JsonWebKey],
    addClient: (client) => void clients.push(client),
    addGroup: (name) => void groups.push(name),
    clientIds: () => clients.map(({ clientId }) => clientId),
    async open() {
      const strangers = Object.entries(people).filter(
        ([, person]) => !person.groups.every((group) => groups.includes(group)),
      );
      if (strangers.length > 0)
        throw new Error(
          `${strangers.map(([role]) => role).join(', ')}: in a group that the user pool does not have`,
        );

      const opened = hear();
      worker.postMessage({ clients });
      await opened;
    },
    async addPerson(role, given) {
      const reason = whyNot({ people, groups }, role, given);
      if (reason) throw new Error(reason);
      const person = { id: randomUUID(), ...given };
      people[role] = added[role] = person;
      if (peopleFile) writeFileAtomically(peopleFile, JSON.stringify(added, undefined, 2));
      const heard = hear();
      worker.postMessage({ role, person });
      await heard;
      return person;
    },
    useTrigger: (given) => {
      trigger = given;
    },
    accessToken(person) {
      const now = clock.now();
      const issued = tokens.get(person.id);
      if (issued && now >= issued.at && now < issued.at + reuseMilliseconds) return issued.token;
      const token = issue(person);
      tokens.set(person.id, { at: now, token });
      token.catch(() => tokens.delete(person.id));
      return token;
    },
    stop: async () => void (await worker.terminate()),
  };

  async function issue(person: Person): Promise<string> {
    const iat = Math.floor(clock.now() / 1000);
    const scopes = [
      ...new Set(['openid', 'email', 'profile', ...clients.flatMap((client) => client.scopes)]),
    ];
    const clientId = clients[0]?.clientId ?? '';
    const further = await trigger({ person, clientId, scopes, source: 'TokenGeneration_HostedAuth' });
    const about = {
      iss: issuer,
      sub: person.id,
      client_id: clientId,
      scope: scopes.join(' '),
      ...accessClaims(person),
      ...further,
    };
    const claims = { ...about, jti: randomUUID(), auth_time: iat, iat, exp: iat + accessTokenSeconds };
    const text = `${encode({ alg: 'RS256', typ: 'JWT', kid })}.${encode(claims)}`;
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
  }
}
