import { join } from 'node:path';
import { App, Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { AttributeType, ProjectionType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import {
  Architecture,
  CfnEventSourceMapping,
  Code,
  FilterCriteria,
  FilterRule,
  Function as LambdaFn,
  Runtime,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { BlockPublicAccess, Bucket, HttpMethods } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { buildSync } from 'esbuild';

export interface FixtureOptions {
  /** What fails is tried until it succeeds: a message or record may meet an engine that is just being killed, more than once. */
  patient?: boolean;
  /** Adds a resource of a type that the local run does not know. */
  unknownType?: boolean;
}

const anyMethod = 'x-amazon-apigateway-any-method';

const operation = (integration: string) => ({
  'x-amazon-apigateway-integration': {
    $ref: `#/components/x-amazon-apigateway-integrations/${integration}`,
  },
});

const toFunction = ({ functionArn }: LambdaFn) => ({
  type: 'aws_proxy',
  httpMethod: 'POST',
  uri: `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
  payloadFormatVersion: '2.0',
});

/** Synthesizes a small application with every kind of trigger into `folder`; gives the assembly's folder. */
export function synthesizeFixture(folder: string, { unknownType, patient }: FixtureOptions = {}): string {
  const code = join(folder, 'code');
  const entry = join(import.meta.dirname, 'handlers.ts');
  buildSync({
    entryPoints: [entry],
    outfile: join(code, 'index.js'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
  });
  const app = new App({ outdir: join(folder, 'assembly'), analyticsReporting: false });
  const data = new Stack(app, 'FixtureData');
  const table = new TableV2(data, 'Table', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
    timeToLiveAttribute: 'expires',
    globalSecondaryIndexes: [
      {
        indexName: 'gsi1',
        partitionKey: { name: 'gsi1pk', type: AttributeType.STRING },
        projectionType: ProjectionType.ALL,
      },
    ],
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const bucket = new Bucket(data, 'Uploads', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    cors: [
      {
        allowedMethods: [HttpMethods.POST],
        allowedOrigins: ['http://127.0.0.1:5000'],
        allowedHeaders: ['*'],
      },
    ],
  });
  const stack = new Stack(app, 'FixtureMarket');
  const deadLetters = new Queue(stack, 'DeadLetters');
  const work = new Queue(stack, 'Work', {
    // Long, so that a message comes again only when a test moves the clock, however slow the machine is; short where a run is killed.
    visibilityTimeout: patient ? Duration.seconds(2) : Duration.hours(1),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: patient ? 100 : 2 },
  });
  const ordered = new Queue(stack, 'Ordered', { fifo: true, visibilityTimeout: Duration.hours(1) });
  const poison = new Queue(stack, 'Poison');
  const environment = {
    TABLE_NAME: table.tableName,
    WORK_URL: work.queueUrl,
    ORDERED_URL: ordered.queueUrl,
    BUCKET_NAME: bucket.bucketName,
  };
  const make = (id: string, timeoutSeconds = 10, reserved?: number) =>
    new LambdaFn(stack, id, {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(code),
      handler: `index.${id.toLowerCase()}`,
      environment,
      memorySize: 256,
      timeout: Duration.seconds(timeoutSeconds),
      reservedConcurrentExecutions: reserved,
    });
  const [http, slow, single, queue, fifo, stream, tick] = [
    make('Http'),
    make('Slow', 1),
    make('Single', 5, 1),
    make('Queue'),
    make('Fifo'),
    make('Stream'),
    make('Tick'),
  ];
  queue.addEventSource(new SqsEventSource(work, { batchSize: 5, reportBatchItemFailures: true }));
  fifo.addEventSource(new SqsEventSource(ordered, { batchSize: 10, reportBatchItemFailures: true }));
  stream.addEventSource(
    new DynamoEventSource(table, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 10,
      ...(!patient && { retryAttempts: 2 }),
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      onFailure: new SqsDlq(poison),
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: { Keys: { pk: { S: FilterRule.beginsWith('event') } } },
        }),
      ],
    }),
  );
  new Rule(stack, 'EveryMinute', {
    schedule: Schedule.rate(Duration.minutes(10)),
    targets: [new LambdaFunction(tick)],
  });
  const pool = new UserPool(stack, 'People');
  const client = pool.addClient('Console', {
    oAuth: { callbackUrls: ['https://console.example.com/callback'] },
  });
  const integrations = { http: toFunction(http), slow: toFunction(slow), single: toFunction(single) };
  new CfnApi(stack, 'Api', {
    body: {
      openapi: '3.0.1',
      info: { title: 'fixture-market', version: '1' },
      'x-amazon-apigateway-cors': {
        allowOrigins: ['http://127.0.0.1:5000'],
        allowMethods: ['POST'],
        allowHeaders: ['authorization'],
        maxAge: 3600,
      },
      paths: {
        '/v1/things/{id}': {
          get: operation('http'),
          post: operation('http'),
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        },
        '/v1/things/first': { get: operation('http') },
        '/v1/files/{proxy+}': { [anyMethod]: operation('http') },
        '/v1/me': { get: { ...operation('http'), security: [{ jwt: [] }] } },
        '/v1/scoped': { get: { ...operation('http'), security: [{ jwt: ['nobody/has'] }] } },
        '/v1/slow': { get: operation('slow') },
        '/v1/single': { get: operation('single') },
      },
      components: {
        securitySchemes: {
          jwt: {
            type: 'oauth2',
            'x-amazon-apigateway-authorizer': {
              type: 'jwt',
              identitySource: '$request.header.Authorization',
              jwtConfiguration: { issuer: pool.userPoolProviderUrl, audience: [client.userPoolClientId] },
            },
          },
        },
        'x-amazon-apigateway-integrations': integrations,
      },
    },
  });
  new CfnApi(stack, 'Calls', {
    body: {
      openapi: '3.0.1',
      info: { title: 'fixture-gateway', version: '1' },
      paths: {
        '/$default': {
          [anyMethod]: { isDefaultRoute: true, 'x-amazon-apigateway-integration': toFunction(http) },
        },
      },
    },
  });
  if (unknownType)
    new CfnEventSourceMapping(stack, 'Odd', { functionName: 'x' }).addOverride(
      'Type',
      'AWS::Kinesis::Stream',
    );
  for (const each of [http, slow, single, queue, fifo, stream, tick]) {
    table.grantReadWriteData(each);
    work.grantSendMessages(each);
    ordered.grantSendMessages(each);
    bucket.grantReadWrite(each);
  }
  return app.synth().directory;
}
