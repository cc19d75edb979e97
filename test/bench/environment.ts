import type { EnvironmentName } from '../../shared/kernel/environment.ts';
import { type QueueVariable, queueTable } from '../../shared/kernel/queues.ts';

/** 32 bytes; whatever a measurement seals, its functions open. */
export const dataKey = Buffer.alloc(32, 7).toString('base64');

const queue = (name: string): string => `http://127.0.0.1:9/000000000000/${name}`;

const queueAddresses = Object.fromEntries(
  Object.entries(queueTable).map(([name, { fifo, variable }]) => [
    variable,
    queue(fifo ? `${name}.fifo` : name),
  ]),
) as Record<QueueVariable, string>;

/** Every variable that any function may ask for. Addresses lead nowhere but where a measurement says otherwise. */
const variables: Readonly<Record<EnvironmentName, string>> = {
  TABLE_NAME: 'none',
  UPLOADS_BUCKET: 'uploads',
  ...queueAddresses,
  DEAD_LETTER_QUEUE_URL: queue('dead'),
  MAIL_FROM: 'bench@example.com',
  CONSOLE_URL: '',
  GATEWAY_URL: 'http://127.0.0.1:9',
  SANDBOX_URL: 'http://127.0.0.1:9',
  PAYMENT_SECRET: 'a-secret-of-thirty-two-characters-or-more',
  DATA_KEY: dataKey,
  RULES: '{}',
  LOCAL_PAGE: '',
  SETTLEMENT_ACCOUNTS: 'sandbox',
  ALLOW_LOOPBACK: 'yes',
};

/** The environment of a function's process, with its table on the engine at `endpoint`. */
export const functionEnvironment = ({
  endpoint,
  tableName,
}: {
  endpoint: string;
  tableName: string;
}): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  TZ: 'UTC',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL_DYNAMODB: endpoint,
  ...variables,
  TABLE_NAME: tableName,
});
