import type { Check, Patient } from '../check.ts';
import { type Finding, fail, ok } from '../finding.ts';
import { deployedStack, promisedOutputs, type StackPart, stackName } from '../stacks.ts';

/** Whether every stack is whole and tells what the guides and the runbook promise. */
export const outputs: Check = {
  name: { zh: '堆栈与输出', en: 'Stacks and outputs' },
  run: (patient) => {
    const promised = Object.entries(promisedOutputs(patient.stage));
    return Promise.all(promised.map(([part, names]) => lookAt(patient, part as StackPart, names)));
  },
};

async function lookAt(patient: Patient, part: StackPart, promised: readonly string[]): Promise<Finding> {
  const name = stackName(patient, part);
  const stack = await deployedStack(patient, part);
  if (!stack)
    return fail(`${name} 尚未部署`, `${name} is not deployed`, { zh: '请先部署。', en: 'Deploy it first.' });
  if (!/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(stack.status))
    return fail(`${name} 的状态为 ${stack.status}`, `${name} is ${stack.status}`, {
      zh: '请在 CloudFormation 控制台查看事件。',
      en: "See the stack's events in the CloudFormation console.",
    });
  const missing = promised.filter((output) => !stack.outputs[output]);
  if (missing.length > 0)
    return fail(`${name} 缺少输出 ${missing.join('、')}`, `${name} lacks outputs ${missing.join(', ')}`, {
      zh: '请用当前版本重新部署。',
      en: 'Deploy again with this version.',
    });
  const told = promised.map((output) => `${output} ${stack.outputs[output]}`).join(' · ');
  return ok(told, told);
}
