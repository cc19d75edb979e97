import { edgeNames } from '../../edge-names.ts';
import type { Check, Patient } from '../check.ts';
import { type Finding, fail, ok, warn } from '../finding.ts';
import { deployedStack } from '../stacks.ts';

/** Whether the two names of the APIs lead to where the Edge stack says; before its first deployment there is nothing to lead to. */
export const domain: Check = {
  name: { zh: '域名', en: 'Domain' },
  run: async (patient) => {
    const names = edgeNames(patient.stage);
    if (!names)
      return [
        warn(
          '未配置域名，接口地址随 Market 堆栈变化',
          'No domain: the addresses change with the Market stack',
        ),
      ];
    const edge = await deployedStack(patient, 'edge');
    if (!edge)
      return [
        warn('Edge 堆栈尚未部署', 'The Edge stack is not deployed yet', {
          zh: '请先单独部署 Edge，把输出的记录加入 DNS，再部署其余堆栈。',
          en: 'Deploy Edge first and alone, put the records that it outputs into DNS, then deploy the rest.',
        }),
      ];
    return Promise.all([leads(patient, edge.outputs.ApiDns), leads(patient, edge.outputs.GatewayDns)]);
  },
};

/** An output reads `name CNAME target`. */
async function leads({ resolve }: Patient, record = ''): Promise<Finding> {
  const [name = '', , target = ''] = record.split(' ');
  const found = await resolve(name);
  if (found.some((each) => each.replace(/\.$/, '').toLowerCase() === target.toLowerCase()))
    return ok(`${name} 指向 ${target}`, `${name} leads to ${target}`);
  return fail(`${name} 没有指向 ${target}`, `${name} does not lead to ${target}`, {
    zh: `请在 DNS 中添加 CNAME 记录：${record}`,
    en: `Add the CNAME record to DNS: ${record}`,
  });
}
