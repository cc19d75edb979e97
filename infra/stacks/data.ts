import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { MarketTable } from '../constructs/market-table.ts';
import { UploadBucket } from '../constructs/upload-bucket.ts';
import type { Stage } from '../stage.ts';

/** What outlives the code: the table and the files. */
export class DataStack extends Stack {
  readonly table: MarketTable;
  readonly uploads: UploadBucket;

  constructor(scope: Construct, id: string, { stage, ...props }: StackProps & { readonly stage: Stage }) {
    super(scope, id, props);
    this.table = new MarketTable(this, 'Table', { stage });
    this.uploads = new UploadBucket(this, 'Uploads', { stage });
    new CfnOutput(this, 'TableName', { value: this.table.table.tableName });
    new CfnOutput(this, 'UploadBucketName', { value: this.uploads.bucket.bucketName });
  }
}
