import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { ServiceFunction } from './service-function.ts';

/** First parts of object keys (`shared/uploads/object-keys.ts`). */
type Prefix = 'incoming' | 'private' | 'public';

/** Under which prefixes a function reads (or makes links for reading), writes (or signs forms for writing) and removes. */
export type ObjectAccess = {
  readonly read?: readonly Prefix[];
  readonly write?: readonly Prefix[];
  readonly remove?: readonly Prefix[];
};

/** Files of sellers and buyers: private, encrypted, TLS only, versioned; pages of the listed origins may post forms to it. */
export class UploadBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      lifecycleRules: [
        // What passed its check is kept elsewhere; a form may be posted again until it ends, and then lies here.
        { id: 'never-checked', prefix: 'incoming/', expiration: Duration.days(2) },
        { id: 'unfinished', abortIncompleteMultipartUploadAfter: Duration.days(1) },
        {
          id: 'overwritten-or-removed',
          noncurrentVersionExpiration: Duration.days(30),
          expiredObjectDeleteMarker: true,
        },
      ],
      cors: [
        {
          allowedOrigins: [...stage.origins],
          allowedMethods: [HttpMethods.POST, HttpMethods.GET],
          allowedHeaders: ['content-type'],
          maxAge: 3600,
        },
      ],
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Every look at a private file is an event row with person and time; server access logs would only repeat them.',
    });
  }

  /** Grants and configures in one: objects under the prefixes named. */
  bind(fn: ServiceFunction, { read = [], write = [], remove = [] }: ObjectAccess): void {
    const allow = (action: string, prefixes: readonly Prefix[]) => {
      if (prefixes.length === 0) return;
      const resources = prefixes.map((prefix) => this.bucket.arnForObjects(`${prefix}/*`));
      fn.lambda.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions: [action], resources }));
    };
    allow('s3:GetObject', read);
    allow('s3:PutObject', write);
    allow('s3:DeleteObject', remove);
    if (read.length > 0) {
      // Without it S3 answers 403 for an object that does not exist, and a missing file would look like a lost permission. No
      // condition on a prefix: reading an object does not state one.
      const list = new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] });
      fn.lambda.grantPrincipal.addToPrincipalPolicy(list);
    }
    fn.give('UPLOADS_BUCKET', this.bucket.bucketName);
    // A finding is named by what the policy resolves to: here the data stack's export.
    const { 'Fn::ImportValue': arn } = Stack.of(fn).resolve(
      Stack.of(this).exportValue(this.bucket.bucketArn),
    );
    const acknowledged = [...new Set([...read, ...write, ...remove])].map((prefix) => ({
      id: `AwsSolutions-IAM5[Resource::${arn}/${prefix}/*]`,
      reason: 'Objects are named by upload id, which no policy can list; the prefix says what kind they are.',
    }));
    Validations.of(fn).acknowledge(...acknowledged);
  }
}
