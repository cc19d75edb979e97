import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { ServiceFunction } from './service-function.ts';

/**
 * The deployment's own secrets, generated where they are kept. CloudFormation resolves them into a function's environment at
 * deployment: that costs no call at a cold start and needs no permission at run time. Whoever may read a function's
 * configuration can read them there, so only the functions that need one get it.
 */
export class DeploymentKeys extends Construct {
  private readonly dataKey: Secret;
  private readonly paymentSecret: Secret;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    const removalPolicy = stage.isProd ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const generateSecretString = { passwordLength: 43, excludePunctuation: true };
    this.dataKey = new Secret(this, 'DataKey', { description: 'Seals secrets in the table', removalPolicy, generateSecretString });
    this.paymentSecret = new Secret(this, 'PaymentSecret', {
      description: 'Signs payment callbacks; in prod replaced by what the payment provider gave',
      removalPolicy,
      generateSecretString,
    });
    Validations.of(this.dataKey).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'What is sealed with a key cannot be opened with the next one; changing it is a migration (runbook, "Changing keys").',
    });
    Validations.of(this.paymentSecret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'The payment provider has to change its side in the same moment; done by hand (runbook, "Changing keys").',
    });
  }

  /** 43 letters and digits with `=` behind them are 32 bytes in base64. */
  bindDataKey(fn: ServiceFunction): void {
    fn.give('DATA_KEY', `${this.dataKey.secretValue.unsafeUnwrap()}=`);
  }

  bindPaymentSecret(fn: ServiceFunction): void {
    fn.give('PAYMENT_SECRET', this.paymentSecret.secretValue.unsafeUnwrap());
  }
}
