import type { LocalContext } from './context.ts';

/** Messages of a queue; `dead` are those in its dead-letter queue. */
export interface QueueDescription {
  visible: number;
  inFlight: number;
  delayed: number;
  dead: number;
}

/** Counts of every queue by name, dead-letter queues among them. */
export async function describeQueues({
  queues,
  engines,
}: LocalContext): Promise<Record<string, QueueDescription>> {
  const counts = new Map<string, { visible: number; inFlight: number; delayed: number }>();
  await Promise.all(
    [...queues].map(async ([arn, { url }]) => {
      const { Attributes = {} } = await engines.sqs<{ Attributes?: Record<string, string> }>(
        'GetQueueAttributes',
        {
          QueueUrl: url,
          AttributeNames: ['All'],
        },
      );
      const count = (name: string) => Number(Attributes[`ApproximateNumberOfMessages${name}`] ?? 0);
      counts.set(arn, { visible: count(''), inFlight: count('NotVisible'), delayed: count('Delayed') });
    }),
  );
  const none = { visible: 0, inFlight: 0, delayed: 0 };
  const all = [...queues].map(([arn, { name, deadLetterArn }]) => {
    const dead = counts.get(deadLetterArn ?? '') ?? none;
    return [name, { ...(counts.get(arn) ?? none), dead: dead.visible + dead.inFlight }] as const;
  });
  return Object.fromEntries(all);
}
