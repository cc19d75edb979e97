import type { Stack } from './assembly.ts';
import type { Clock } from './clock.ts';
import type { AwsJsonCall } from './engines/aws-json.ts';
import type { DynamoDbEngine } from './engines/dynamodb.ts';
import type { Listening } from './engines/ports.ts';
import type { QueuesAndObjects } from './engines/queues-and-objects.ts';
import type { LocalFunction } from './functions/local-function.ts';
import type { HttpApi } from './http/api-server.ts';
import type { Identity } from './identity/identity.ts';
import type { Log } from './log.ts';
import type { MailCapture } from './mail/capture.ts';
import type { Parts } from './parts.ts';

export interface LocalQueue {
  name: string;
  url: string;
  deadLetterArn?: string;
}

/** The engines and servers that a run starts before it looks at any resource. */
export interface Surroundings {
  clock: Clock;
  log: Log;
  dataDir?: string;
  /** Worker threads at most for each function. */
  maxWorkers: number;
  dynamodb: DynamoDbEngine & { call: AwsJsonCall; streams: AwsJsonCall };
  engines: QueuesAndObjects & { sqs: AwsJsonCall };
  identity: Identity;
  mail: MailCapture;
  /** The servers of the application's APIs, by the word that tells them. */
  servers: ReadonlyMap<string, Listening>;
  /** The APIs, once they are ready. */
  apis: Map<string, HttpApi>;
  /** What to end with the run. */
  parts: Parts;
}

/** Everything that plugins share during one run. */
export interface LocalContext extends Surroundings {
  resources: LocalResource[];
  /** Functions by ARN. */
  functions: Map<string, LocalFunction>;
  /** Queues by ARN. */
  queues: Map<string, LocalQueue>;
  /** Calls every listener when something may have been written, so that pollers look at once. */
  nudge: { fire(): void; on(listener: () => void): void };
  /** Addresses in the cloud, and what stands for them here; put there by `identify`. */
  addresses: Map<string, string>;
  /** What `Ref` gives. */
  refOf(resource: LocalResource): string;
  /** Resolved properties of a resource, with cloud addresses replaced by local ones. */
  properties(resource: LocalResource): Record<string, unknown>;
  /** Physical name: the one of the property, or one made from stack and logical id. */
  nameOf(resource: LocalResource, property: string): string;
}

export interface LocalResource {
  stack: Stack;
  logicalId: string;
  type: string;
  /** The properties as in the template, intrinsic functions unresolved. */
  raw: Record<string, unknown>;
}

/** How one resource type lives on this machine. */
export interface ResourcePlugin {
  type: string;
  /** What `Ref` and `Fn::GetAtt` give. Must not start anything, and is asked before anything is made. */
  identify(
    resource: LocalResource,
    context: LocalContext,
  ): { ref: string; attributes: Record<string, unknown> };
  /** Makes it in an engine; all resources at once, so it must not rely on another's being there. */
  create?(resource: LocalResource, context: LocalContext): Promise<void> | void;
  /** Begins to work, after everything is made: pollers, schedules. */
  start?(resource: LocalResource, context: LocalContext): Promise<void> | void;
}
