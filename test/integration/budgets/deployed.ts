import { inject, vi } from 'vitest';
import type { HttpAnswer } from '../../../functions/runtime/http/problem.ts';
import type { HttpEvent } from '../../../functions/runtime/http/request.ts';
import type { contracts } from '../../../shared/contracts.ts';
import type { Operation } from '../../../shared/kernel/contract.ts';
import { queueVariables } from '../../../shared/kernel/queues.ts';
import { type EventOptions, httpEvent } from '../../support/http-event.ts';
import { newEnvironment } from '../../support/new-environment.ts';

type Handler = (event: HttpEvent, context: never) => Promise<HttpAnswer>;
export type Answered = {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly readUnits: number;
  readonly writeUnits: number;
};

/** The HTTP functions as deployed, composition roots included, on this table. The units are those that a function tells in its log line. */
export function deployedFunctions(tableName: string) {
  const address = 'http://127.0.0.1:1';
  const queues = [...queueVariables, 'DEAD_LETTER_QUEUE_URL'].map((variable) => [variable, address]);
  const variables = {
    ...Object.fromEntries(queues),
    TABLE_NAME: tableName,
    UPLOADS_BUCKET: 'uploads',
    GATEWAY_URL: address,
    SANDBOX_URL: address,
    PAYMENT_SECRET: 'a secret of the payment provider, 32 or more',
    DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
    SETTLEMENT_ACCOUNTS: 'none',
    AWS_ENDPOINT_URL_DYNAMODB: inject('dynamoDbEndpoint'),
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  };
  newEnvironment(variables);
  let lastLine = '{}';
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    if (String(line).includes('"readUnits"')) lastLine = String(line);
    return true;
  });

  return async (
    context: keyof typeof contracts,
    operation: Operation,
    input: Record<string, unknown>,
    options: EventOptions,
  ): Promise<Answered> => {
    const { handler } = (await import(`../../../functions/http/${context}.ts`)) as { handler: Handler };
    const { statusCode, body } = await handler(httpEvent(operation, input, options), undefined as never);
    const { readUnits, writeUnits } = JSON.parse(lastLine) as Answered;
    return { status: statusCode, body: JSON.parse(body), readUnits, writeUnits };
  };
}
export type CallDeployed = ReturnType<typeof deployedFunctions>;
