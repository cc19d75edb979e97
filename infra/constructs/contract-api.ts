import { Aws, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { CfnApi, CfnApiMapping, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { type CfnFunction, CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Contract, routeKey } from '../../shared/kernel/contract.ts';
import { limits } from '../limits.ts';
import type { Stage } from '../stage.ts';
import { type ApiIntegration, type ApiRoute, apiBody, type PageAccess, type Tokens } from './api-body.ts';
import type { ServiceFunction } from './service-function.ts';

/** Requests of all callers together: so many a second, and so many at once. */
export type RequestLimit = { readonly requestsPerSecond: number; readonly burst: number };

export type ContractApiProps = RequestLimit & {
  readonly stage: Stage;
  /** part of the API's name; the local run tells the APIs apart by it */
  readonly name: 'market' | 'gateway' | 'sandbox';
  /** for each route that asks for no token, so that nobody can use up the whole API's limit through one; without it they share that */
  readonly openRoutes?: RequestLimit;
  /** the edge's name for this API; without one it has the address that API Gateway makes up, which is lost with it */
  readonly domainName?: string;
  /** pages of these origins may call; none for APIs that no page calls */
  readonly origins?: readonly string[];
  readonly tokens?: Tokens;
};

/** Access log: who was answered how, without query strings and bodies, which hold personal data. */
const logFields = {
  requestId: '$context.requestId',
  at: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  bytes: '$context.responseLength',
  error: '$context.error.message',
  authorizer: '$context.authorizer.error',
  address: '$context.identity.sourceIp',
};

/** What pages of these origins may send and read. */
const pageAccess = (origins: readonly string[]): PageAccess => ({
  allowOrigins: origins,
  allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match', 'accept-language'],
  exposeHeaders: [
    'allow',
    'apigw-requestid',
    'content-disposition',
    'content-language',
    'idempotency-replayed',
    'etag',
    'location',
    'request-id',
    'retry-after',
  ],
  maxAge: 3600,
});

const throttling = ({ requestsPerSecond, burst }: RequestLimit) => ({
  throttlingRateLimit: requestsPerSecond,
  throttlingBurstLimit: burst,
});

/**
 * An HTTP API whose routes come from contracts, as one resource with a body, however many routes there are. The API knows its functions, so
 * that none of them can be told the API's address by the template: a function takes it from the request.
 */
export class ContractApi extends Construct {
  /** without a slash at the end */
  readonly url: string;
  readonly id: string;
  private readonly props: ContractApiProps;
  private readonly routes: ApiRoute[] = [];
  private readonly integrations = new Map<string, ApiIntegration>();
  private operations = 0;

  constructor(scope: Construct, id: string, props: ContractApiProps) {
    super(scope, id);
    this.props = props;
    const api: CfnApi = new CfnApi(this, 'Api', {
      body: Lazy.any({ produce: () => this.body(api.tags.tagValues()) }),
      // What API Gateway does not understand, an authorizer for one, is never left out without a word.
      failOnWarnings: true,
    });
    // They are in the body; CloudFormation refuses them beside one.
    api.addPropertyDeletionOverride('Tags');

    this.id = api.ref;
    this.url = props.domainName ? `https://${props.domainName}` : api.attrApiEndpoint;
    const stage = this.stage();
    if (props.domainName)
      new CfnApiMapping(this, 'Mapping', {
        apiId: this.id,
        domainName: props.domainName,
        stage: stage.ref,
      });
  }

  /** One route per operation; a token is asked for wherever the contract does not say `public`. */
  mount(contract: Contract, fn: ServiceFunction): void {
    const operations = Object.values(contract);
    this.operations += operations.length;
    if (this.operations > limits.operationsOfApi)
      throw new Error(`${this.node.path}: more than ${limits.operationsOfApi} operations`);

    for (const operation of operations) {
      const open = operation.auth === 'public' && 'the contract lets anybody call this operation.';
      this.route(routeKey(operation), fn, open || undefined);
    }
  }

  /** One route outside any contract. `openBecause` says why it needs no token. */
  route(key: string, fn: ServiceFunction, openBecause?: string): void {
    if (!openBecause && !this.props.tokens)
      throw new Error(`${key}: this API asks for no tokens, so say why the route is open`);
    this.routes.push({ key, integration: this.integrationOf(fn), openBecause });
  }

  private body(tags: Readonly<Record<string, string>>) {
    const { stage, name, domainName, origins, tokens } = this.props;
    return apiBody({
      title: `yunshi-${stage.name}-${name}`,
      routes: this.routes,
      integrations: this.integrations,
      tokens,
      pages: origins && pageAccess(origins),
      domainName,
      tags,
    });
  }

  /** The only stage; it is made after the routes that it limits, because they come with the API. */
  private stage(): CfnStage {
    const { stage, name, ...props } = this.props;
    const logs = new LogGroup(this, 'AccessLogs', {
      // Under this prefix a log group needs no entry of its own in the account's one policy for log delivery, which has room for a
      // few dozen. The stack's own number lets a kept log group stay beside that of a new stack.
      logGroupName: `/aws/vendedlogs/yunshi-${stage.name}-${name}-${Fn.select(2, Fn.split('/', Aws.STACK_ID))}`,
      retention: stage.isProd ? RetentionDays.SIX_MONTHS : RetentionDays.TWO_WEEKS,
      removalPolicy: stage.removalPolicy,
    });
    return new CfnStage(this, 'Stage', {
      apiId: this.id,
      stageName: '$default',
      autoDeploy: true,
      defaultRouteSettings: throttling(props),
      routeSettings: Lazy.any({ produce: () => this.routeLimits() }),
      accessLogSettings: { destinationArn: logs.logGroupArn, format: JSON.stringify(logFields) },
    });
  }

  /** Limits of single routes, as API Gateway writes them. */
  private routeLimits() {
    const { openRoutes } = this.props;
    if (!openRoutes) return undefined;
    const limit = {
      ThrottlingRateLimit: openRoutes.requestsPerSecond,
      ThrottlingBurstLimit: openRoutes.burst,
    };
    const open = this.routes.filter(({ openBecause }) => openBecause);
    return Object.fromEntries(open.map(({ key }) => [key, limit]));
  }

  /** The function's integration, named as the function is in the template; the first time also the permission to call it. */
  private integrationOf({ lambda, timeoutSeconds }: ServiceFunction): string {
    const name = Stack.of(this).resolve((lambda.node.defaultChild as CfnFunction).logicalId);
    if (this.integrations.has(name)) return name;
    this.integrations.set(name, {
      functionArn: lambda.functionArn,
      timeoutMilliseconds: Math.min(30_000, timeoutSeconds * 1000 + 500),
    });
    new CfnPermission(lambda, 'CallFromApi', {
      action: 'lambda:InvokeFunction',
      functionName: lambda.functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: `arn:${Aws.PARTITION}:execute-api:${Aws.REGION}:${Aws.ACCOUNT_ID}:${this.id}/$default/*`,
    });
    return name;
  }
}
