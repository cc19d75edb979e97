import type { Stack } from './assembly.ts';
import type { ResourcePlugin } from './context.ts';
import { ignoredTypes } from './ignored.ts';
import { httpApi } from './resources/api.ts';
import { bucket } from './resources/bucket.ts';
import { eventSourceMapping } from './resources/event-source-mapping.ts';
import { lambdaFunction } from './resources/function.ts';
import { queue } from './resources/queue.ts';
import { eventRule } from './resources/schedule.ts';
import { globalTable, table } from './resources/table.ts';
import { userPool, userPoolClient, userPoolDomain, userPoolGroup } from './resources/user-pool.ts';

const plugins: ResourcePlugin[] = [
  table,
  globalTable,
  queue,
  bucket,
  lambdaFunction,
  eventSourceMapping,
  eventRule,
  httpApi,
  userPool,
  userPoolClient,
  userPoolDomain,
  userPoolGroup,
];

const byType = new Map(plugins.map((plugin) => [plugin.type, plugin]));

/** The plugin of a type; undefined when the type is known to need none here. Throws, naming the resource, when the type is unknown. */
export function pluginFor(stack: Stack, logicalId: string, type: string): ResourcePlugin | undefined {
  const plugin = byType.get(type);
  if (plugin || type in ignoredTypes) return plugin;
  throw new Error(
    `The local run does not know the resource type ${type} (${logicalId} in stack ${stack.name}). ` +
      'Add a plugin in packages/local-cloud/src/resources, or list the type in ignored.ts with the reason why it needs none.',
  );
}
