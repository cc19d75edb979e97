import { DescribeStacksCommand, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import type { Stage } from '../stage.ts';
import type { Patient } from './check.ts';

export type StackPart = 'data' | 'identity' | 'market' | 'edge';

/** What each stack of a stage tells when it is deployed; the guides and the runbook name these outputs. */
export const promisedOutputs = ({ isProd, alarmEmail }: Pick<Stage, 'isProd' | 'alarmEmail'>) =>
  ({
    data: ['TableName', 'UploadBucketName'],
    identity: ['Issuer', 'ClientId', 'SignInUrl', 'UserPoolId'],
    market: [
      'ApiUrl',
      'GatewayUrl',
      'RelayFunction',
      ...(isProd ? [] : ['SandboxUrl']),
      ...(alarmEmail ? ['AlarmTopicArn'] : []),
    ],
  }) satisfies Partial<Record<StackPart, string[]>>;

export type DeployedStack = { readonly status: string; readonly outputs: Readonly<Record<string, string>> };

/** A stage and the clients of its account. */
export type Account = Pick<Patient, 'stage' | 'aws'>;

export const stackName = ({ stage }: Pick<Patient, 'stage'>, part: StackPart): string =>
  `yunshi-${stage.name}-${part}`;

/** A stack as CloudFormation tells it, or undefined where there is none. */
export async function deployedStack(patient: Account, part: StackPart): Promise<DeployedStack | undefined> {
  try {
    const { Stacks: stacks = [] } = await patient.aws.stacks.send(
      new DescribeStacksCommand({ StackName: stackName(patient, part) }),
    );
    const [stack] = stacks;
    if (!stack) return undefined;
    const outputs = (stack.Outputs ?? []).map(({ OutputKey: key = '', OutputValue: value = '' }) => [
      key,
      value,
    ]);
    return { status: stack.StackStatus ?? '', outputs: Object.fromEntries(outputs) };
  } catch (error) {
    // The answer to an unknown name is a ValidationError, as for other mistakes; its sentence tells them apart.
    if (error instanceof Error && error.message.includes('does not exist')) return undefined;
    throw error;
  }
}

/** One output of a stack. @throws naming the stack and the output where it is missing */
export async function outputOf(patient: Account, part: StackPart, output: string): Promise<string> {
  const value = (await deployedStack(patient, part))?.outputs[output];
  if (value === undefined) throw new Error(`${stackName(patient, part)} has no output ${output}`);
  return value;
}

/** What a stack is made of, of one type, by the names that AWS gave. */
export async function resourcesOf({ stage, aws }: Account, part: StackPart, type: string): Promise<string[]> {
  const names: string[] = [];
  for await (const page of paginateListStackResources(
    { client: aws.stacks },
    { StackName: stackName({ stage }, part) },
  ))
    for (const { ResourceType, PhysicalResourceId = '' } of page.StackResourceSummaries ?? [])
      if (ResourceType === type) names.push(PhysicalResourceId);
  return names;
}
