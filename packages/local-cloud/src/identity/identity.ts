import type { JsonWebKey } from 'node:crypto';
import { generateKeyPair, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Clock } from '../clock.ts';
import { writeFileAtomically } from '../files.ts';
import type { Log } from '../log.ts';
import { createAccessTokens } from './access-tokens.ts';
import { type IdentityClient, type Secrets, startIdentityThread } from './identity-thread.ts';
import type { People, Person } from './people.ts';
import { whyNot } from './people.ts';
import type { TokenTrigger } from './token-trigger.ts';

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

/** @throws naming those who are in a group that the user pool does not have */
function refuseStrangers(people: People, groups: string[]): void {
  const strangers = Object.entries(people).filter(
    ([, person]) => !person.groups.every((group) => groups.includes(group)),
  );
  if (strangers.length > 0)
    throw new Error(
      `${strangers.map(([role]) => role).join(', ')}: in a group that the user pool does not have`,
    );
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
  const { clock, port, applicationName } = options;
  const peopleFile = options.dataDir && join(options.dataDir, 'people.json');
  const added = addedPeople(peopleFile);
  const people = { ...options.people, ...added };
  const secrets = await loadSecrets(options.dataDir);
  const { privateKey } = secrets;
  const clients: IdentityClient[] = [];
  const groups: string[] = [];
  let given: TokenTrigger = async () => ({});
  const trigger: TokenTrigger = (request) => given(request);

  const workerData = { clock: clock.buffer, port, secrets, people, applicationName };
  const thread = await startIdentityThread(workerData, trigger, options.log);
  const { issuer } = thread;

  return {
    issuer,
    people,
    publicKeys: [publicPart(privateKey)],
    addClient: (client) => void clients.push(client),
    addGroup: (name) => void groups.push(name),
    clientIds: () => clients.map(({ clientId }) => clientId),
    async open() {
      refuseStrangers(people, groups);
      await thread.tell({ clients });
    },
    async addPerson(role, stranger) {
      const reason = whyNot({ people, groups }, role, stranger);
      if (reason) throw new Error(reason);
      const person = { id: randomUUID(), ...stranger };
      people[role] = added[role] = person;
      if (peopleFile) writeFileAtomically(peopleFile, JSON.stringify(added, undefined, 2));
      await thread.tell({ role, person });
      return person;
    },
    useTrigger: (next) => {
      given = next;
    },
    accessToken: createAccessTokens({ issuer, privateKey, clock, clients, trigger }),
    stop: thread.stop,
  };
}

const publicPart = ({ kid, kty, n, e }: Secrets['privateKey']): JsonWebKey =>
  ({ kid, kty, n, e, alg: 'RS256', use: 'sig' }) as JsonWebKey;
