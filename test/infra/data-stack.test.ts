import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { makeTable } from '../support/table.ts';
import { assembly, ofType, one, type Properties, resourcesOf, stacksOf, stageNames } from './assembly.ts';

const byName = (list: unknown, key: string) =>
  [...(list as Properties[])].sort((a, b) => String(a[key]).localeCompare(String(b[key])));

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
    expect(byName(template.AttributeDefinitions, 'AttributeName')).toEqual(
      byName(Table?.AttributeDefinitions, 'AttributeName'),
    );
    const indexes = Table?.GlobalSecondaryIndexes?.map(({ IndexName, KeySchema, Projection }) => ({
      IndexName,
      KeySchema,
      Projection,
    }));
    expect(byName(template.GlobalSecondaryIndexes, 'IndexName')).toEqual(byName(indexes, 'IndexName'));
  });
});

describe.each(stageNames)('files of %s', (stage) => {
  const resources = assembly[stage];

  it('keeps files private, encrypted, versioned, reached by TLS only, and leaves nothing unfinished behind', () => {
    const bucket = one(resources, 'AWS::S3::Bucket');
    expect(bucket).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
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
    const { Statement } = one(resources, 'AWS::S3::BucketPolicy').PolicyDocument as {
      Statement: Properties[];
    };
    expect(Statement).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      ]),
    );
  });

  it('forgets files that were never checked, uploads that were not finished, and what was overwritten or removed', () => {
    const { Rules } = one(resources, 'AWS::S3::Bucket').LifecycleConfiguration as { Rules: Properties[] };
    const [neverChecked, unfinished, replaced] = [
      'never-checked',
      'unfinished',
      'overwritten-or-removed',
    ].map((name) => Rules.find(({ Id, Status }) => Id === name && Status === 'Enabled'));
    expect(neverChecked).toMatchObject({ Prefix: 'incoming/', ExpirationInDays: 2 });
    expect(unfinished).toMatchObject({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } });
    expect(replaced).toMatchObject({
      NoncurrentVersionExpiration: { NoncurrentDays: 30 },
      ExpiredObjectDeleteMarker: true,
    });
    for (const lasting of [unfinished, replaced]) expect(lasting).not.toHaveProperty('ExpirationInDays');
  });

  it('takes posts from the listed pages only', () => {
    const { CorsRules } = one(resources, 'AWS::S3::Bucket').CorsConfiguration as {
      CorsRules: { AllowedOrigins: string[] }[];
    };
    for (const { AllowedOrigins } of CorsRules) expect(AllowedOrigins.join()).not.toContain('*');
  });
});

describe('stages', () => {
  it('keep their bucket, since one that holds files cannot be deleted and would stop the deletion of the rest', () => {
    const kept = stageNames.flatMap((stage) =>
      ofType(assembly[stage], 'AWS::S3::Bucket').map(({ deletionPolicy }) => deletionPolicy),
    );
    expect(kept).toEqual(stageNames.map(() => 'RetainExceptOnCreate'));
  });

  it('protects the data of prod against deletion, and lets dev be thrown away', () => {
    const kept = (stage: 'dev' | 'prod') =>
      ['AWS::DynamoDB::Table', 'AWS::Cognito::UserPool']
        .flatMap((type) => ofType(assembly[stage], type))
        .map(({ deletionPolicy }) => deletionPolicy);
    expect(new Set(kept('prod'))).toEqual(new Set(['RetainExceptOnCreate']));
    expect(new Set(kept('dev'))).toEqual(new Set(['Delete']));
    expect(one(assembly.prod, 'AWS::DynamoDB::Table').DeletionProtectionEnabled).toBe(true);
    expect(one(assembly.prod, 'AWS::Cognito::UserPool').DeletionProtection).toBe('ACTIVE');
    expect(one(assembly.dev, 'AWS::DynamoDB::Table').DeletionProtectionEnabled).not.toBe(true);
  });

  it('asks people of prod for a second factor', () => {
    expect(one(assembly.prod, 'AWS::Cognito::UserPool').MfaConfiguration).toBe('ON');
  });
});

describe('the edge', () => {
  it('holds what outlives the code, and only there: names, certificate and the domain that mail comes from', () => {
    const types = [
      'AWS::CertificateManager::Certificate',
      'AWS::ApiGatewayV2::DomainName',
      'AWS::SES::EmailIdentity',
    ];
    const found = types.flatMap((type) => ofType(assembly.prod, type));
    expect(found.map(({ stack }) => stack)).toEqual(['Edge', 'Edge', 'Edge', 'Edge']);
    expect(one(assembly.prod, 'AWS::SES::EmailIdentity').EmailIdentity).toBe('yunshi.example');
  });

  it('stands in front of the APIs: one address each', () => {
    const mappings = ofType(assembly.prod, 'AWS::ApiGatewayV2::ApiMapping').map(
      ({ properties }) => properties.DomainName,
    );
    expect(mappings.sort()).toEqual(['api.yunshi.example', 'gw.yunshi.example']);
    const servers = ofType(assembly.prod, 'AWS::ApiGatewayV2::Api').map(
      ({ properties }) => (properties.Body as Properties).servers,
    );
    const only = { 'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: true } };
    expect(servers).toEqual([
      [{ url: 'https://api.yunshi.example', ...only }],
      [{ url: 'https://gw.yunshi.example', ...only }],
    ]);
    const variables = ofType(assembly.prod, 'AWS::Lambda::Function').map(
      ({ properties }) => (properties.Environment as { Variables: Properties }).Variables.GATEWAY_URL,
    );
    expect([...new Set(variables)].sort()).toEqual(['https://gw.yunshi.example', undefined]);
  });

  it('locks no other stack: nothing is imported from it, and it is deployed first', () => {
    const stacks = stacksOf('prod');
    expect(stacks.findIndex(({ id }) => id === 'Edge')).toBeLessThan(
      stacks.findIndex(({ id }) => id === 'Identity'),
    );
    for (const { template } of stacks) expect(JSON.stringify(template)).not.toContain('yunshi-prod-edge');
  });

  it('is there for a domain, or for mail that nobody else has had verified', () => {
    const partsOf = (values: object) => stacksOf('dev', { stages: { dev: values } }).map(({ id }) => id);
    expect(partsOf({})).not.toContain('Edge');
    expect(partsOf({ domain: 'dev.yunshi.example' })).toContain('Edge');
    const own = ofType(
      resourcesOf('dev', { mailIdentity: 'create', mailFrom: 'a@dev.yunshi.example' }),
      'AWS::SES::EmailIdentity',
    );
    expect(own.map(({ properties }) => properties.EmailIdentity)).toEqual(['dev.yunshi.example']);
    const existing = resourcesOf('prod', { mailIdentity: 'existing' });
    expect(ofType(existing, 'AWS::SES::EmailIdentity')).toEqual([]);
  });
});

describe('people', () => {
  it('are one, whatever the case of the letters that they sign in with, and keep an address until the new one is theirs', () => {
    for (const stage of stageNames)
      expect(one(assembly[stage], 'AWS::Cognito::UserPool')).toMatchObject({
        UsernameConfiguration: { CaseSensitive: false },
        UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
        UserPoolTier: 'ESSENTIALS',
        Schema: expect.arrayContaining([
          expect.objectContaining({ Name: 'name', Required: false, Mutable: true }),
        ]),
      });
  });

  it('of prod get their mails from the marketplace’s own domain, not from the sender that stops at 50 a day', () => {
    const { EmailConfiguration } = one(assembly.prod, 'AWS::Cognito::UserPool');
    expect(EmailConfiguration).toMatchObject({
      EmailSendingAccount: 'DEVELOPER',
      From: expect.stringContaining('no-reply@yunshi.example'),
    });
    expect(JSON.stringify(EmailConfiguration)).toContain(
      ':ses:ap-southeast-1:111122223333:identity/yunshi.example',
    );
  });
});

describe('every stack of prod', () => {
  it('is protected against deletion, and goes to the account and region of the stage only', () => {
    const stacks = stacksOf('prod');
    expect(stacks.map(({ id }) => id).sort()).toEqual(['Data', 'Edge', 'Identity', 'Market']);
    for (const { terminationProtection, environment } of stacks)
      expect({ terminationProtection, environment }).toMatchObject({
        terminationProtection: true,
        environment: { account: '111122223333', region: 'ap-southeast-1' },
      });
  });
});
