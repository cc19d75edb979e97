import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { makeTable } from '../support/table.ts';
import { assembly, ofType, one, type Properties, stageNames } from './assembly.ts';

const byName = (list: unknown, key: string) => [...(list as Properties[])].sort((a, b) => String(a[key]).localeCompare(String(b[key])));

describe.each(stageNames)('data of %s', (stage) => {
  const resources = assembly[stage];

  it('keeps everything in one table: on demand, encrypted, recoverable to the second, with its stream and time to live', () => {
    expect(one(resources, 'AWS::DynamoDB::Table')).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    });
  });

  it('has the very table that the tests run on', async () => {
    const { client, tableName } = await makeTable();
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
    const template = one(resources, 'AWS::DynamoDB::Table');
    expect(template.KeySchema).toEqual(Table?.KeySchema);
    expect(byName(template.AttributeDefinitions, 'AttributeName')).toEqual(byName(Table?.AttributeDefinitions, 'AttributeName'));
    const indexes = Table?.GlobalSecondaryIndexes?.map(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection }));
    expect(byName(template.GlobalSecondaryIndexes, 'IndexName')).toEqual(byName(indexes, 'IndexName'));
  });

  it('keeps files private, encrypted, versioned, reached by TLS only, and leaves nothing unfinished behind', () => {
    const bucket = one(resources, 'AWS::S3::Bucket');
    expect(bucket).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
      VersioningConfiguration: { Status: 'Enabled' },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
    const { Rules } = bucket.LifecycleConfiguration as { Rules: Properties[] };
    expect(Rules).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }),
        expect.objectContaining({ NoncurrentVersionExpiration: { NoncurrentDays: 30 } }),
      ]),
    );
    const { Statement } = one(resources, 'AWS::S3::BucketPolicy').PolicyDocument as { Statement: Properties[] };
    expect(Statement).toEqual(
      expect.arrayContaining([expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })]),
    );
  });

  it('takes posts from the listed pages only', () => {
    const { CorsRules } = one(resources, 'AWS::S3::Bucket').CorsConfiguration as { CorsRules: { AllowedOrigins: string[] }[] };
    for (const { AllowedOrigins } of CorsRules) expect(AllowedOrigins.join()).not.toContain('*');
  });
});

describe('stages', () => {
  it('protects the data of prod against deletion, and lets dev be thrown away', () => {
    const kept = (stage: 'dev' | 'prod') =>
      ['AWS::DynamoDB::Table', 'AWS::Cognito::UserPool']
        .flatMap((type) => ofType(assembly[stage], type))
        .map(({ deletionPolicy }) => deletionPolicy);
    expect(new Set(kept('prod'))).toEqual(new Set(['Retain']));
    expect(new Set(kept('dev'))).toEqual(new Set(['Delete']));
    expect(one(assembly.prod, 'AWS::DynamoDB::Table').DeletionProtectionEnabled).toBe(true);
    expect(one(assembly.prod, 'AWS::Cognito::UserPool').DeletionProtection).toBe('ACTIVE');
    expect(one(assembly.dev, 'AWS::DynamoDB::Table').DeletionProtectionEnabled).not.toBe(true);
  });

  it('asks people of prod for a second factor', () => {
    expect(one(assembly.prod, 'AWS::Cognito::UserPool').MfaConfiguration).toBe('ON');
  });
});
