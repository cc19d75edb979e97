import { join } from 'node:path';
import { Duration, Tags, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { type ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { EnvironmentName } from '../../shared/kernel/environment.ts';
import type { Stage } from '../stage.ts';

/** Where `infra/build/bundle-functions.ts` puts the bundles. */
const bundles = join(import.meta.dirname, '../../dist/functions');

export type ServiceFunctionProps = {
  readonly stage: Stage;
  /** `<trigger>-<name>` of `functions/<trigger>/<name>.ts` */
  readonly bundle: string;
  readonly description: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  /** how many may run at once, where that protects something and the stage reserves; else it takes from the account's pool */
  readonly reservedConcurrency?: number;
};

/** One function with its own log group and a role that may do nothing but log and trace until it is bound to something. */
export class ServiceFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly bundle: string;
  readonly timeoutSeconds: number;
  readonly logGroup: ILogGroup;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    const { stage, bundle, description, memoryMegabytes, timeoutSeconds, reservedConcurrency } = props;
    this.bundle = bundle;
    this.timeoutSeconds = timeoutSeconds;
    const logGroup = new LogGroup(this, 'Logs', {
      retention: stage.isProd ? RetentionDays.SIX_MONTHS : RetentionDays.TWO_WEEKS,
      removalPolicy: stage.removalPolicy,
    });
    this.logGroup = logGroup;
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'X-Ray knows no resources, and listing streams none either (test/infra/permissions.test.ts knows each action on *).',
    });
    this.lambda = new LambdaFunction(this, 'Function', {
      code: Code.fromAsset(join(bundles, bundle)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      description,
      memorySize: memoryMegabytes,
      timeout: Duration.seconds(timeoutSeconds),
      reservedConcurrentExecutions: stage.reserve ? reservedConcurrency : undefined,
      tracing: Tracing.ACTIVE,
      role,
      logGroup,
    });
    Tags.of(this.lambda).add('bundle', bundle);
    this.give('RULES', stage.rules);
  }

  /** Sets a variable of the shared environment schema; a name that it does not have does not compile. */
  give(name: EnvironmentName, value: string): this {
    this.lambda.addEnvironment(name, value);
    return this;
  }
}
