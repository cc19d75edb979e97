import { GetParametersCommand } from '@aws-sdk/client-ssm';
import type { Stage } from '../../stage.ts';
import type { Check } from '../check.ts';
import { type Finding, fail, ok, type Said } from '../finding.ts';

type Key = {
  readonly name: string;
  readonly rule: Said;
  readonly isGood: (value: string) => boolean;
  readonly mend: (path: string, stage: Stage) => Said;
};

const put = (path: string, { region }: Stage, value: string): string =>
  `aws ssm put-parameter${region ? ` --region ${region}` : ''} --name ${path} --type String --value ${value}`;
const random = '"$(openssl rand -base64 32)"';

/** The deployment's two keys (`infra/constructs/deployment-keys.ts`). Their values are looked at and never shown. */
const keys: readonly Key[] = [
  {
    name: 'data-key',
    rule: {
      zh: '32 字节的 Base64（可有多个，用逗号隔开）',
      en: '32 bytes in base64 (several with commas between)',
    },
    isGood: (value) => value.split(',').every((key) => /^[A-Za-z0-9+/]{43}=$/.test(key.trim())),
    mend: (path, stage) => ({
      zh: `${put(path, stage, random)}，并妥善备份。`,
      en: `${put(path, stage, random)}, and keep a copy in a safe place.`,
    }),
  },
  {
    name: 'payment-secret',
    rule: { zh: '至少 32 个字符', en: '32 characters at least' },
    isGood: (value) => value.length >= 32,
    mend: (path, stage) => ({
      zh: put(path, stage, '<支付服务商给的密钥>'),
      en: put(path, stage, '<what the payment provider gave>'),
    }),
  },
];

export const deploymentKeys: Check = {
  name: { zh: '密钥参数', en: 'Key parameters' },
  run: async ({ stage, aws }) => {
    const pathOf = ({ name }: Key) => `/yunshi/${stage.name}/${name}`;
    const { Parameters: found = [] } = await aws.parameters.send(
      new GetParametersCommand({ Names: keys.map(pathOf) }),
    );
    return keys.map((key): Finding => {
      const path = pathOf(key);
      const parameter = found.find(({ Name }) => Name === path);
      if (!parameter) return fail(`缺少参数 ${path}`, `There is no parameter ${path}`, key.mend(path, stage));
      if (parameter.Type !== 'String' || !key.isGood(parameter.Value ?? ''))
        return fail(
          `参数 ${path} 应为 String，${key.rule.zh}`,
          `Parameter ${path} must be a String, ${key.rule.en}`,
          key.mend(path, stage),
        );
      return ok(path, path);
    });
  },
};
