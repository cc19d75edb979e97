import type { LocalContext, LocalResource, ResourcePlugin } from '../context.ts';
import { account, region } from '../engines/aws-json.ts';
import { createFunction } from '../functions/local-function.ts';

interface FunctionProperties {
  Code: { S3Key?: string; ZipFile?: string };
  Handler: string;
  Environment?: { Variables?: Record<string, unknown> };
  Timeout?: number;
  MemorySize?: number;
  ReservedConcurrentExecutions?: number;
}

const nameOf = (resource: LocalResource, context: LocalContext) => context.nameOf(resource, 'FunctionName');
const arnOf = (name: string) => `arn:aws:lambda:${region}:${account}:function:${name}`;

function codeFolder(resource: LocalResource, { S3Key }: FunctionProperties['Code']): string {
  const hash = S3Key?.split('/').pop() ?? '';
  const folder = resource.stack.assets.get(hash) ?? resource.stack.assets.get(hash.replace(/\.zip$/, ''));
  if (!folder) throw new Error(`${resource.logicalId}: the assembly holds no code asset "${hash}"`);
  return folder;
}

/** What Lambda sets for a function, and where this run's engines are. */
function environmentOf(name: string, memory: number, context: LocalContext): Record<string, string> {
  return {
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    PATH: process.env.PATH ?? '',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_ENDPOINT_URL_DYNAMODB: context.dynamodb.endpoint,
    AWS_ENDPOINT_URL_SQS: context.engines.sqsEndpoint,
    AWS_ENDPOINT_URL_S3: context.engines.s3Endpoint,
    AWS_ENDPOINT_URL_SESV2: context.mail.endpoint,
  };
}

/** AWS::Lambda::Function: the very bundle of the assembly in worker threads. */
export const lambdaFunction: ResourcePlugin = {
  type: 'AWS::Lambda::Function',
  identify(resource, context) {
    const name = nameOf(resource, context);
    return { ref: name, attributes: { Arn: arnOf(name) } };
  },
  create(resource, context) {
    const properties = context.properties(resource) as unknown as FunctionProperties;
    const name = nameOf(resource, context);
    const memoryMegabytes = properties.MemorySize ?? 128;
    const variables = Object.entries(properties.Environment?.Variables ?? {}).map(([key, value]) => [
      key,
      String(value),
    ]);
    const created = createFunction({
      functionName: name,
      functionArn: arnOf(name),
      codeFolder: codeFolder(resource, properties.Code),
      handler: properties.Handler,
      timeoutSeconds: properties.Timeout ?? 3,
      memoryMegabytes,
      clock: context.clock.buffer,
      environment: { ...environmentOf(name, memoryMegabytes, context), ...Object.fromEntries(variables) },
      reservedConcurrency: properties.ReservedConcurrentExecutions,
      maxWorkers: context.maxWorkers,
      log: (text) => context.log({ source: resource.logicalId, text }),
      onIdle: () => context.nudge.fire(),
    });
    context.functions.set(arnOf(name), created);
    context.parts.add(created);
  },
};
