import { join } from 'node:path';
import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CorsHttpMethod, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
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
  const api = new HttpApi(stack, 'Api', {
    apiName: 'fixture-market',
    corsPreflight: {
      allowOrigins: ['http://127.0.0.1:5000'],
      allowMethods: [CorsHttpMethod.POST],
      allowHeaders: ['authorization'],
      maxAge: Duration.hours(1),
    },
  });
  const authorizer = new HttpJwtAuthorizer('Jwt', pool.userPoolProviderUrl, {
    jwtAudience: [client.userPoolClientId],
  });
  const [toHttp, toSlow, toSingle] = [
    new HttpLambdaIntegration('H', http),
    new HttpLambdaIntegration('S', slow),
    new HttpLambdaIntegration('O', single),
  ];
  api.addRoutes({ path: '/v1/things/{id}', methods: [HttpMethod.GET, HttpMethod.POST], integration: toHttp });
  api.addRoutes({ path: '/v1/things/first', methods: [HttpMethod.GET], integration: toHttp });
  api.addRoutes({ path: '/v1/files/{proxy+}', methods: [HttpMethod.ANY], integration: toHttp });
  api.addRoutes({ path: '/v1/me', methods: [HttpMethod.GET], integration: toHttp, authorizer });
  api.addRoutes({
    path: '/v1/scoped',
    methods: [HttpMethod.GET],
    integration: toHttp,
    authorizer,
    authorizationScopes: ['nobody/has'],
  });
  api.addRoutes({ path: '/v1/slow', methods: [HttpMethod.GET], integration: toSlow });
  api.addRoutes({ path: '/v1/single', methods: [HttpMethod.GET], integration: toSingle });
  new HttpApi(stack, 'Calls', {
    apiName: 'fixture-gateway',
    defaultIntegration: new HttpLambdaIntegration('G', http),
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
