import type { Stack } from './assembly.ts';
import type { LocalContext, LocalResource, ResourcePlugin, Surroundings } from './context.ts';
import { parameterValue } from './deployment-parameters.ts';
import type { Identify } from './intrinsics.ts';
import { createResolver } from './intrinsics.ts';
import { pluginFor } from './registry.ts';

/** Ignored resources have a name and any attribute; both only ever end up in other ignored resources. */
const ignored = (stack: Stack, logicalId: string): ReturnType<Identify> => ({
  ref: `${stack.name}-${logicalId}`,
  attributes: new Proxy(
    {},
    { has: () => true, get: (_target, name) => `local:${stack.name}:${logicalId}:${String(name)}` },
  ),
});

/** Makes every resource of the stacks on this machine, then starts what works by itself. */
export async function createResources(stacks: Stack[], surroundings: Surroundings): Promise<LocalContext> {
  const found = new Map<string, { resource: LocalResource; plugin: ResourcePlugin | undefined }>();
  const keyOf = (stack: Stack, logicalId: string) => `${stack.name}/${logicalId}`;
  const identify: Identify = (stack, logicalId) => {
    const entry = found.get(keyOf(stack, logicalId));
    if (!entry) throw new Error(`${stack.name}: ${logicalId} does not exist under its condition`);
    return entry.plugin?.identify(entry.resource, context) ?? ignored(stack, logicalId);
  };
  const resolver = createResolver(stacks, identify, (name) => parameterValue(name, surroundings));
  const listeners: (() => void)[] = [];
  const resources: LocalResource[] = [];
  const context: LocalContext = {
    ...surroundings,
    resources,
    functions: new Map(),
    queues: new Map(),
    addresses: new Map(),
    nudge: {
      fire: () => {
        for (const listener of listeners) listener();
      },
      on: (listener) => void listeners.push(listener),
    },
    refOf: ({ stack, logicalId }) => String(identify(stack, logicalId).ref),
    properties: ({ stack, raw }) =>
      localAddresses(resolver.resolve(stack, raw), context.addresses) as Record<string, unknown>,
    nameOf({ stack, logicalId, raw }, property) {
      const own = resolver.resolve(stack, raw[property]);
      return typeof own === 'string' ? own : `${stack.name}-${logicalId}`;
    },
  };

  for (const stack of stacks) {
    for (const [logicalId, { Type, Properties = {}, Condition }] of Object.entries(
      stack.template.Resources ?? {},
    )) {
      if (!resolver.holds(stack, Condition)) continue;
      const resource = { stack, logicalId, type: Type, raw: Properties };
      found.set(keyOf(stack, logicalId), { resource, plugin: pluginFor(stack, logicalId, Type) });
      resources.push(resource);
    }
  }
  const entries = [...found.values()];
  for (const { plugin, resource } of entries) plugin?.identify(resource, context);
  await Promise.all(entries.map(async ({ plugin, resource }) => plugin?.create?.(resource, context)));
  await surroundings.identity.open();
  await Promise.all(entries.map(async ({ plugin, resource }) => plugin?.start?.(resource, context)));
  return context;
}

/** The value with every address of the cloud replaced by the one that stands for it on this machine. */
function localAddresses(value: unknown, addresses: Map<string, string>): unknown {
  if (typeof value === 'string') {
    let text = value;
    for (const [cloud, local] of addresses) text = text.replaceAll(cloud, local);
    return text;
  }
  if (Array.isArray(value)) return value.map((each) => localAddresses(each, addresses));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, localAddresses(each, addresses)]),
  );
}
