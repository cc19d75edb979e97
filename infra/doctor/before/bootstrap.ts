import { GetParameterCommand, ParameterNotFound } from '@aws-sdk/client-ssm';
import type { Stage } from '../../stage.ts';
import type { Check } from '../check.ts';
import { fail, ok } from '../finding.ts';

/** The CDK's own stack in the account, of a version that can deploy what this CDK synthesizes. */
const leastVersion = 6;
const parameter = '/cdk-bootstrap/hnb659fds/version';
const mendOf = ({ account, region }: Stage) => ({
  zh: `请运行 npx cdk bootstrap aws://${account ?? '<账号>'}/${region ?? '<区域>'}（每个账号和区域一次）。`,
  en: `Run npx cdk bootstrap aws://${account ?? '<account>'}/${region ?? '<region>'}, once for each account and region.`,
});

export const bootstrap: Check = {
  name: { zh: 'CDK 引导', en: 'CDK bootstrap' },
  run: async ({ stage, aws }) => {
    const mend = mendOf(stage);
    try {
      const { Parameter: found } = await aws.parameters.send(new GetParameterCommand({ Name: parameter }));
      const version = Number(found?.Value);
      if (!(version >= leastVersion))
        return [
          fail(
            `引导版本为 ${found?.Value}，至少需要 ${leastVersion}`,
            `version ${found?.Value}; ${leastVersion} is the least`,
            mend,
          ),
        ];
      return [ok(`引导版本 ${version}`, `version ${version}`)];
    } catch (error) {
      if (!(error instanceof ParameterNotFound)) throw error;
      return [fail('该账号和区域尚未引导', 'The account has not been bootstrapped in this region', mend)];
    }
  },
};
