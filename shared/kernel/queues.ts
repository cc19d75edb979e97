type QueueRow = {
  /** keeps order within a message group, at the throughput of one group after the other */
  readonly fifo: boolean;
  /** the variable that tells a function where the queue is */
  readonly variable: `${string}_QUEUE_URL`;
};

/**
 * The queues that committed events go to. Constructs, the environment schema, routes and the relay take them from here, so that a further
 * queue is a row, its service in `infra/services` and its paragraph of the runbook.
 */
export const queueTable = {
  notifications: { fifo: true, variable: 'NOTIFICATIONS_QUEUE_URL' },
  messages: { fifo: false, variable: 'MESSAGES_QUEUE_URL' },
  projections: { fifo: false, variable: 'PROJECTIONS_QUEUE_URL' },
  orders: { fifo: false, variable: 'ORDERS_QUEUE_URL' },
  checks: { fifo: false, variable: 'CHECKS_QUEUE_URL' },
} as const satisfies Readonly<Record<string, QueueRow>>;

export type QueueName = keyof typeof queueTable;
export type QueueVariable = (typeof queueTable)[QueueName]['variable'];

export const queueNames = Object.keys(queueTable) as QueueName[];
export const queueVariables: readonly QueueVariable[] = queueNames.map((name) => queueTable[name].variable);
