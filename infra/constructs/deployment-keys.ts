import { CfnDynamicReference, CfnDynamicReferenceService } from 'aws-cdk-lib';
import type { Stage } from '../stage.ts';
import type { ServiceFunction } from './service-function.ts';

/**
 * The deployment's own keys: SSM parameters that are made by hand once (runbook, "First deployment"), so that no stack can delete
 * what sealed values need, and which cost nothing while nobody comes. CloudFormation resolves them into a function's environment at
 * deployment: no call at a cold start, no permission at run time. Whoever may read a function's configuration can read them there,
 * so only the functions that need one get it.
 */
export class DeploymentKeys {
  private readonly prefix: string;

  constructor({ name }: Stage) {
    this.prefix = `/yunshi/${name}`;
  }

  /** `fn` may seal and open secrets in the table: 32 bytes, base64. */
  bindDataKey(fn: ServiceFunction): void {
    fn.give('DATA_KEY', this.parameter('data-key'));
  }

  /** `fn` may sign and check payment callbacks. */
  bindPaymentSecret(fn: ServiceFunction): void {
    fn.give('PAYMENT_SECRET', this.parameter('payment-secret'));
  }

  private parameter(name: string): string {
    return new CfnDynamicReference(CfnDynamicReferenceService.SSM, `${this.prefix}/${name}`).toString();
  }
}
