import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { ServiceFunction } from './service-function.ts';

const actions = {
  /** makes links, and reads what a link would show */
  read: ['s3:GetObject'],
  /** signs upload forms, reads what came, and removes what nobody referred to */
  readWrite: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
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
        { id: 'unfinished', abortIncompleteMultipartUploadAfter: Duration.days(1) },
        { id: 'overwritten-or-removed', noncurrentVersionExpiration: Duration.days(30), expiredObjectDeleteMarker: true },
      ],
      cors: [
        {
          allowedOrigins: [...stage.origins],
          allowedMethods: [HttpMethods.POST, HttpMethods.GET],
          allowedHeaders: ['content-type'],
          maxAge: 3600,
        },
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Every look at a private file is an event row with person and time; server access logs would only repeat them.',
    });
  }

  /** Grants and configures in one: objects by their exact key only, no listing. */
  bind(fn: ServiceFunction, access: keyof typeof actions): void {
    const resources = [this.bucket.arnForObjects('*')];
    fn.lambda.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions: actions[access], resources }));
    fn.give('UPLOADS_BUCKET', this.bucket.bucketName);
    Validations.of(fn).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Objects of the uploads bucket are named by upload id, which no policy can list; X-Ray knows no resources.',
    });
  }
}
