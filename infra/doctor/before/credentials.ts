import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Check } from '../check.ts';
import { type Finding, fail, ok } from '../finding.ts';
import type { Account } from '../stacks.ts';

export const credentials: Check = {
  name: { zh: '凭证', en: 'Credentials' },
  run: async (patient) => [await whoseCredentials(patient)],
};

/** Whose credentials these are, and whether they lead to the account that the stage is for. */
export async function whoseCredentials({ stage, aws }: Account): Promise<Finding> {
  const { Account: account, Arn: arn } = await aws.identity.send(new GetCallerIdentityCommand({}));
  if (stage.account && stage.account !== account)
    return fail(
      `凭证属于账号 ${account}，而该阶段要部署到 ${stage.account}`,
      `These are of account ${account}; the stage is for ${stage.account}`,
      {
        zh: '请换用该账号的凭证，或修改 cdk.json 中的 account。',
        en: 'Use credentials of that account, or change account in cdk.json.',
      },
    );
  return ok(`账号 ${account}，身份 ${arn}`, `account ${account}, as ${arn}`);
}
