import type { Stack } from './assembly.ts';
import type { LocalContext } from './context.ts';
import { ignoredTypes } from './ignored.ts';
import { httpApi } from './resources/api.ts';
import { bucket } from './resources/bucket.ts';
import { eventSourceMapping } from './resources/event-source-mapping.ts';
import { lambdaFunction } from './resources/function.ts';
import { queue } from './resources/queue.ts';
import { eventRule, scheduleResource } from './resources/schedule.ts';
import { globalTable, table } from './resources/table.ts';
import { userPool, userPoolClient, userPoolDomain } from './resources/user-pool.ts';

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
  identify(resource: LocalResource, context: LocalContext): { ref: string; attributes: Record<string, unknown> };
  /** Makes it in an engine; all resources at once, so it must not rely on another's being there. */
  create?(resource: LocalResource, context: LocalContext): Promise<void> | void;
  /** Begins to work, after everything is made: pollers, schedules. */
  start?(resource: LocalResource, context: LocalContext): Promise<void> | void;
}

const plugins: ResourcePlugin[] = [
  table,
  globalTable,
  queue,
  bucket,
  lambdaFunction,
  eventSourceMapping,
  eventRule,
  scheduleResource,
  httpApi,
  userPool,
  userPoolClient,
  userPoolDomain,
];

const byType = new Map(plugins.map((plugin) => [plugin.type, plugin]));

/** The plugin of a type; undefined when the type is known to need none here. Throws, naming the resource, when the type is unknown. */
export function pluginFor(stack: Stack, logicalId: string, type: string): ResourcePlugin | undefined {
  const plugin = byType.get(type);
  if (plugin || type in ignoredTypes) return plugin;
  throw new Error(
    `The local run does not know the resource type ${type} (${logicalId} in stack ${stack.name}). ` +
      'Add a plugin in infra/local/resources, or list the type in infra/local/ignored.ts with the reason why it needs none.',
  );
}
