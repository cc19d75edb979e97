import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { readLocal } from '../../demo/local.ts';
import { localKeys } from './marketplace/local-aws.ts';
import type { Marketplace } from './marketplace/marketplace.ts';

/** The queues of a running marketplace, for tests that look behind the API or put there what nobody should. */
export function queuesBehind({ run, world }: Pick<Marketplace, 'run' | 'world'>) {
  const sqs = new SQSClient({ endpoint: run.engines.sqs, region: 'us-east-1', credentials: localKeys });
  const urlOf = (name: string) =>
    Object.values(run.names).find((url) => url.endsWith(`/yunshi-dev-${name}`)) ?? '';
  const now = async () => (await readLocal(world)).queues;

  return {
    now,
    deadIn: async (names: readonly string[]) => {
      const queues = await now();
      return names.map((name) => queues[`yunshi-dev-${name}`]?.dead);
    },
    send: (name: string, MessageBody: string, group: string) => {
      const MessageDeduplicationId = `poison ${MessageBody.length}`;
      const ordered = name.endsWith('.fifo') && { MessageGroupId: group, MessageDeduplicationId };
      return sqs.send(new SendMessageCommand({ QueueUrl: urlOf(name), MessageBody, ...ordered }));
    },
    close: () => sqs.destroy(),
  };
}
