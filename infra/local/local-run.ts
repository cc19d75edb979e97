import type { QueueDescription } from './describe-queues.ts';
import type { People, Person } from './identity/people.ts';
import type { Log } from './log.ts';
import type { Mail } from './mail/capture.ts';

export interface LocalPorts {
  market: number;
  gateway: number;
  sandbox: number;
  issuer: number;
  objects: number;
}

/** The addresses of `npm start`. */
export const fixedPorts: LocalPorts = {
  market: 4000,
  gateway: 4001,
  sandbox: 4002,
  issuer: 4003,
  objects: 4004,
};

export interface LocalOptions {
  /** Folder of the synthesized cloud assembly. */
  assemblyDir: string;
  /** Where data survive; without it they are gone with the run. */
  dataDir?: string;
  /** Free ports where none is given. */
  ports?: Partial<LocalPorts>;
  log: Log;
  /** People beside the ready-made ones, by role. */
  people?: People;
  /** Worker threads at most for each function; 8 unless told. */
  workersPerFunction?: number;
}

/** Endpoints of the engines. */
export interface EngineAddresses {
  dynamodb: string;
  /** The table engine itself, which tells wrong capacity units of transactions. */
  dynamodbUnmended: string;
  sqs: string;
  s3: string;
}

/** What `GET /_local` answers. */
export interface LocalDescription {
  apiUrl: string;
  gatewayUrl: string;
  sandboxUrl: string;
  issuer: string;
  /** Client ids of the issuer. */
  clients: string[];
  people: Record<string, Person & { accessToken: string }>;
  queues: Record<string, QueueDescription>;
  engines: EngineAddresses;
  /** Latest messages, newest first. */
  mail: Mail[];
  /** ISO 8601, on the run's clock. */
  now: string;
  /** By how much the run's clock is ahead of the real time. */
  aheadSeconds: number;
}

export interface LocalRun {
  apiUrl: string;
  gatewayUrl: string;
  sandboxUrl: string;
  issuer: string;
  /** Where `GET /_local` answers. */
  localUrl: string;
  people: People;
  engines: EngineAddresses;
  /** Physical names (what `Ref` gives) of all resources by logical id. */
  names: Record<string, string>;
  now(): Date;
  /** An access token of one of the people, good for most of its hour. */
  accessToken(role: string): Promise<string>;
  queues(): Promise<Record<string, QueueDescription>>;
  mail(count?: number): Mail[];
  /** By how much the run's clock is ahead of the real time. */
  aheadMilliseconds(): number;
  /** Moves the clock of everything forward by an ISO 8601 duration. */
  advance(duration: string): void;
  /** Adds somebody who can sign in, under a role that is still free; kept with the data. */
  addPerson(role: string, person: Omit<Person, 'id'>): Promise<Person>;
  describe(): Promise<LocalDescription>;
  /** Ends everything that the run started. */
  stop(): Promise<void>;
}
