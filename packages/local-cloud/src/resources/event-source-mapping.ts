import type { LocalContext, LocalResource, ResourcePlugin } from '../context.ts';
import type { MappingProperties } from '../triggers/mapping-properties.ts';
import { pollQueue } from '../triggers/queue-poller.ts';
import { pollStream } from '../triggers/stream-poller.ts';

/** The function that a trigger names by name, ARN or alias. */
export function functionNamed(reference: string, context: LocalContext, resource: LocalResource) {
  const name = reference.startsWith('arn:') ? reference.split(':')[6] : reference;
  const found = [...context.functions.values()].find((each) => each.name === name);
  if (!found) throw new Error(`${resource.logicalId}: no function "${reference}"`);
  return found;
}

/** AWS::Lambda::EventSourceMapping from an SQS queue or a table's stream. */
export const eventSourceMapping: ResourcePlugin = {
  type: 'AWS::Lambda::EventSourceMapping',
  identify: (resource) => ({
    ref: `mapping-${resource.logicalId}`,
    attributes: { Id: `mapping-${resource.logicalId}` },
  }),
  async start(resource, context) {
    const properties = context.properties(resource) as unknown as MappingProperties;
    if (properties.Enabled === false) return;
    const target = functionNamed(properties.FunctionName, context, resource);
    const source = properties.EventSourceArn;
    const id = `${resource.stack.name}-${resource.logicalId}`;
    if (source.startsWith('arn:aws:sqs:')) context.parts.add(pollQueue({ properties, target, context }));
    else if (source.startsWith('arn:aws:dynamodb:'))
      context.parts.add(await pollStream({ id, properties, target, context }));
    else
      throw new Error(
        `${resource.logicalId}: the local run reads events from queues and table streams only, not from ${source}`,
      );
  },
};
