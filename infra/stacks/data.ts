import { RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { MarketTable } from '../constructs/market-table.ts';
import { UploadBucket } from '../constructs/upload-bucket.ts';
import type { Stage } from '../stage.ts';

/** What outlives the code: the table, the files, and the keys without which sealed values cannot be opened. */
export class DataStack extends Stack {
  readonly table: MarketTable;
  readonly uploads: UploadBucket;
  readonly dataKey: Secret;
  readonly paymentSecret: Secret;

  constructor(scope: Construct, id: string, { stage, ...props }: StackProps & { readonly stage: Stage }) {
    super(scope, id, props);
    this.table = new MarketTable(this, 'Table', { stage });
    this.uploads = new UploadBucket(this, 'Uploads', { stage });
    const removalPolicy = stage.isProd ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    // 43 letters and digits with `=` behind them are 32 bytes in base64.
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
}
