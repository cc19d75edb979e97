import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';

/** The services that the doctor asks. Credentials come as for any AWS tool; `AWS_ENDPOINT_URL` leads to a stand-in. */
export function connect(region: string | undefined) {
  const config = { ...(region && { region }), maxAttempts: 2 };
  return {
    stacks: new CloudFormationClient(config),
    alarms: new CloudWatchClient(config),
    functions: new LambdaClient(config),
    mail: new SESv2Client(config),
    topics: new SNSClient(config),
    parameters: new SSMClient(config),
    identity: new STSClient(config),
  };
}
export type Clients = ReturnType<typeof connect>;
