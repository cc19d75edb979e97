import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { Patient } from './check.ts';

/** What each stack of a stage tells when it is deployed; the guides and the runbook name these outputs. */
export const promisedOutputs = {
  data: ['TableName', 'UploadBucketName'],
  identity: ['Issuer', 'ClientId', 'SignInUrl', 'UserPoolId'],
  market: ['ApiUrl', 'GatewayUrl', 'AlarmTopicArn'],
} as const;
export type StackPart = keyof typeof promisedOutputs | 'edge';

export type DeployedStack = { readonly status: string; readonly outputs: Readonly<Record<string, string>> };

export const stackName = ({ stage }: Patient, part: StackPart): string => `yunshi-${stage.name}-${part}`;

/** A stack as CloudFormation tells it, or undefined where there is none. */
export async function deployedStack(patient: Patient, part: StackPart): Promise<DeployedStack | undefined> {
  try {
    const { Stacks: stacks = [] } = await patient.aws.stacks.send(new DescribeStacksCommand({ StackName: stackName(patient, part) }));
    const [stack] = stacks;
    if (!stack) return undefined;
    const outputs = (stack.Outputs ?? []).map(({ OutputKey: key = '', OutputValue: value = '' }) => [key, value]);
    return { status: stack.StackStatus ?? '', outputs: Object.fromEntries(outputs) };
  } catch (error) {
    // The answer to an unknown name is a ValidationError, as for other mistakes; its sentence tells them apart.
    if (error instanceof Error && error.message.includes('does not exist')) return undefined;
    throw error;
  }
}

/** One output of a stack. @throws naming the stack and the output where it is missing */
export async function outputOf(patient: Patient, part: StackPart, output: string): Promise<string> {
  const value = (await deployedStack(patient, part))?.outputs[output];
  if (value === undefined) throw new Error(`${stackName(patient, part)} has no output ${output}`);
  return value;
}
