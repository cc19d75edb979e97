import { GetFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { whoseCredentials } from '../doctor/before/credentials.ts';
import { type Account, outputOf, resourcesOf } from '../doctor/stacks.ts';

/**
 * The table that a stage works with, when `from` may be copied over it.
 * @throws a sentence for a person: credentials of another account, a table that is no recovery of this one, a marketplace that still writes
 */
export async function tableToRestore(account: Account, from: string): Promise<string> {
  const owner = await whoseCredentials(account);
  if (owner.state !== 'ok') throw new Error(`${owner.said.en}. ${owner.mend?.en}`);

  const table = await outputOf(account, 'data', 'TableName');
  if (!from.startsWith(`${table}-`))
    throw new Error(`${from} is no recovery of ${table}: its name must begin with ${table}-`);

  const [running] = await runningFunctions(account);
  if (running !== undefined)
    throw new Error(`The marketplace is not paused: ${running} may run, and write meanwhile. Stop everything first:
  npx cdk deploy Identity Market --exclusively -c stage=${account.stage.name} -c paused=yes`);
  return table;
}

/** Functions that a pause has not stopped (`infra/constructs/pause.ts`). */
async function runningFunctions(account: Account): Promise<string[]> {
  const running: string[] = [];
  for (const part of ['identity', 'market'] as const)
    for (const FunctionName of await resourcesOf(account, part, 'AWS::Lambda::Function')) {
      const { ReservedConcurrentExecutions: most } = await account.aws.functions.send(
        new GetFunctionConcurrencyCommand({ FunctionName }),
      );
      if (most !== 0) running.push(FunctionName);
    }
  return running;
}
