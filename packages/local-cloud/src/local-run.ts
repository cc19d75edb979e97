import type { QueueDescription } from './describe-queues.ts';
import type { People, Person } from './identity/people.ts';
import type { Log } from './log.ts';
import type { Mail } from './mail/capture.ts';

/** Ports of the application's APIs, by name, of the issuer of tokens and of the object store. */
export type LocalPorts<Api extends string = string> = Record<Api | 'issuer' | 'objects', number>;

export interface LocalOptions<Api extends string = string> {
  /** Folder of the synthesized cloud assembly. */
  assemblyDir: string;
  /** How the application is called on the sign-in page. */
  applicationName: string;
  /** The application's HTTP APIs, each told by this word in the title of its body. */
  apis: readonly Api[];
  /** Where the run's own pages are: on this API, at this path and below it. */
  pages: { api: Api; path: `/${string}` };
  /** Who can sign in, by role. */
  people: People;
  /** Where data survive; without it they are gone with the run. */
  dataDir?: string;
  /** Free ports where none is given. */
  ports?: Partial<LocalPorts<Api>>;
  log: Log;
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

/** What the run's page tells. */
export interface LocalDescription<Api extends string = string> {
  /** Addresses of the APIs, without a slash at the end. */
  apis: Readonly<Record<Api, string>>;
  issuer: string;
  /** Client ids of the issuer. */
  clients: string[];
  people: Record<string, Person & { accessToken: string }>;
  queues: Record<string, QueueDescription>;
  engines: EngineAddresses;
  /** Latest mails, newest first; the page of each shows its HTML as well. */
  mail: (Omit<Mail, 'html'> & { page: string })[];
  /** ISO 8601, on the run's clock. */
  now: string;
  /** By how much the run's clock is ahead of the real time. */
  aheadSeconds: number;
}

export interface LocalRun<Api extends string = string> {
  /** Addresses of the APIs, without a slash at the end. */
  apis: Readonly<Record<Api, string>>;
  issuer: string;
  /** Where the run's page answers. */
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
  describe(): Promise<LocalDescription<Api>>;
  /** Ends everything that the run started. */
  stop(): Promise<void>;
}
