import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { ServiceFunction } from './service-function.ts';

/**
 * The deployment's own keys: SSM parameters that are made by hand once (runbook, "First deployment"), so that no stack can delete
 * what sealed values need, and which cost nothing while nobody comes. They are parameters of the template: CloudFormation reads them
 * at every deployment and gives a changed one to every function that has it, one after the other. While it does, functions work with
 * different keys; a new data key therefore comes in two deployments, first to open and then to seal (runbook, "Changing keys").
 * No call at a cold start, no permission at run time. Whoever may read a function's configuration can read them there, so only the
 * functions that need one get it.
 */
export class DeploymentKeys {
  private readonly scope: Construct;
  private readonly prefix: string;

  constructor(scope: Construct, { name }: Stage) {
    this.scope = scope;
    this.prefix = `/yunshi/${name}`;
  }

  /** `fn` may seal and open secrets in the table: 32 bytes, base64. */
  bindDataKey(fn: ServiceFunction): void {
    fn.give('DATA_KEY', this.parameter('data-key'));
  }

  /** `fn` may sign and check payment callbacks: 32 characters or more. */
  bindPaymentSecret(fn: ServiceFunction): void {
    fn.give('PAYMENT_SECRET', this.parameter('payment-secret'));
  }

  private parameter(name: string): string {
    return StringParameter.valueForStringParameter(this.scope, `${this.prefix}/${name}`);
  }
}
