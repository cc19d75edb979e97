import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import type { Check } from '../check.ts';
import { fail, ok, warn } from '../finding.ts';

/** What prod reserves for its functions and what Lambda must leave for all others, rounded up to the quota that AWS grants. */
const neededWithReservations = 1000;
/** Consumers of queues alone take some ninety at once; below this they take turns with the HTTP functions. */
const comfortable = 200;

export const quotas: Check = {
  name: { zh: '配额', en: 'Quotas' },
  run: async ({ stage, aws }) => {
    const { AccountLimit: limit } = await aws.functions.send(new GetAccountSettingsCommand({}));
    const executions = limit?.ConcurrentExecutions ?? 0;
    const zh = `Lambda 并发执行数 ${executions}`;
    const en = `Lambda concurrent executions ${executions}`;
    const mend = {
      zh: `请在 Service Quotas 中把 Lambda 的 Concurrent executions 提高到 ${neededWithReservations}。`,
      en: `Ask for ${neededWithReservations} of Lambda's Concurrent executions in Service Quotas.`,
    };

    if (stage.reserve && executions < neededWithReservations)
      return [
        fail(
          `${zh}，保留并发需要 ${neededWithReservations}`,
          `${en}; reservations need ${neededWithReservations}`,
          mend,
        ),
      ];
    if (executions < comfortable)
      return [warn(`${zh}，函数之间会互相等待`, `${en}: functions will wait for each other`, mend)];
    return [ok(zh, en)];
  },
};
