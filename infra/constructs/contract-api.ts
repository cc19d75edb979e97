import { Aws, Fn, Lazy, Validations } from 'aws-cdk-lib';
import {
  CfnApi,
  CfnApiMapping,
  CfnAuthorizer,
  CfnIntegration,
  CfnRoute,
  CfnStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Contract, routeKey } from '../../shared/kernel/contract.ts';
import type { Stage } from '../stage.ts';
import type { ServiceFunction } from './service-function.ts';

export type ContractApiProps = {
  readonly stage: Stage;
  /** part of the API's name; the local run tells the APIs apart by it */
  readonly name: 'market' | 'gateway' | 'sandbox';
  readonly requestsPerSecond: number;
  readonly burst: number;
  /** for each route that asks for no token, so that nobody can use up the whole API's limit through one; without it they share that */
  readonly openRoutes?: { readonly requestsPerSecond: number; readonly burst: number };
  /** the edge's name for this API; without one it has the address that API Gateway makes up, which is lost with it */
  readonly domainName?: string;
  /** pages of these origins may call; none for APIs that no page calls */
  readonly origins?: readonly string[];
  /** who signs the callers' tokens, and for which client */
  readonly tokens?: { readonly issuer: string; readonly clientIds: readonly string[] };
};

/** As API Gateway writes it. */
type RouteLimit = { readonly ThrottlingRateLimit: number; readonly ThrottlingBurstLimit: number };

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

/** An HTTP API whose routes come from contracts: one integration and one permission per function, one route per operation. */
export class ContractApi extends Construct {
  /** without a slash at the end */
  readonly url: string;
  readonly id: string;
  private readonly authorizer: CfnAuthorizer | undefined;
  private readonly targets = new Map<ServiceFunction, string>();
  private readonly stage: CfnStage;
  private readonly openLimit: RouteLimit | undefined;
  /** limits of single routes, by route key */
  private readonly limits = new Map<string, RouteLimit>();

  constructor(scope: Construct, id: string, props: ContractApiProps) {
    super(scope, id);
    const { stage, name, domainName, openRoutes, origins, tokens } = props;
    const api = new CfnApi(this, 'Api', {
      name: `yunshi-${stage.name}-${name}`,
      protocolType: 'HTTP',
      // One address only, so that nobody comes to rely on the one that does not last.
      disableExecuteApiEndpoint: domainName !== undefined,
      ...(origins && {
        corsConfiguration: {
          allowOrigins: [...origins],
          allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
          allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'accept-language'],
          exposeHeaders: [
            'allow',
            'apigw-requestid',
            'content-disposition',
            'content-language',
            'idempotency-replayed',
            'location',
            'request-id',
            'retry-after',
          ],
          maxAge: 3600,
        },
      }),
    });
    this.openLimit = openRoutes && {
      ThrottlingRateLimit: openRoutes.requestsPerSecond,
      ThrottlingBurstLimit: openRoutes.burst,
    };
    this.id = api.ref;
    this.url = domainName ? `https://${domainName}` : api.attrApiEndpoint;
    const logs = new LogGroup(this, 'AccessLogs', {
      // Under this prefix a log group needs no entry of its own in the account's one policy for log delivery, which has room for a
      // few dozen. The stack's own number lets a kept log group stay beside that of a new stack.
      logGroupName: `/aws/vendedlogs/yunshi-${stage.name}-${name}-${Fn.select(2, Fn.split('/', Aws.STACK_ID))}`,
      retention: stage.isProd ? RetentionDays.SIX_MONTHS : RetentionDays.TWO_WEEKS,
      removalPolicy: stage.removalPolicy,
    });
    this.stage = new CfnStage(this, 'Stage', {
      apiId: api.ref,
      stageName: '$default',
      autoDeploy: true,
      defaultRouteSettings: {
        throttlingRateLimit: props.requestsPerSecond,
        throttlingBurstLimit: props.burst,
      },
      routeSettings: Lazy.any({
        produce: () => (this.limits.size > 0 ? Object.fromEntries(this.limits) : undefined),
      }),
      accessLogSettings: { destinationArn: logs.logGroupArn, format: JSON.stringify(logFields) },
    });
    if (domainName) new CfnApiMapping(this, 'Mapping', { apiId: api.ref, domainName, stage: this.stage.ref });
    this.authorizer =
      tokens &&
      new CfnAuthorizer(this, 'Authorizer', {
        apiId: api.ref,
        name: 'people',
        authorizerType: 'JWT',
        identitySource: ['$request.header.Authorization'],
        jwtConfiguration: { issuer: tokens.issuer, audience: [...tokens.clientIds] },
      });
  }

  /** One route per operation; a token is asked for wherever the contract does not say `public`. */
  mount(contract: Contract, fn: ServiceFunction): void {
    for (const [name, operation] of Object.entries(contract)) {
      const open = operation.auth === 'public' && 'the contract lets anybody call this operation.';
      this.route(
        routeKey(operation),
        `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
        fn,
        open || undefined,
      );
    }
  }

  /** One route outside any contract. `openBecause` says why it needs no token. */
  route(key: string, id: string, fn: ServiceFunction, openBecause?: string): void {
    if (!openBecause && !this.authorizer)
      throw new Error(`${key}: this API has no authorizer, so say why the route is open`);
    const route = new CfnRoute(this, `Route${id}`, {
      apiId: this.id,
      routeKey: key,
      target: this.targetOf(fn),
      ...(openBecause
        ? { authorizationType: 'NONE' }
        : { authorizationType: 'JWT', authorizerId: this.authorizer?.ref }),
    });
    if (openBecause && this.openLimit) {
      this.limits.set(key, this.openLimit);
      // API Gateway refuses the limit of a route that is not there yet.
      this.stage.addResourceDependency(route);
    }
    if (openBecause)
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason: `Open on purpose: ${openBecause}`,
      });
  }

  private targetOf(fn: ServiceFunction): string {
    const known = this.targets.get(fn);
    if (known) return known;
    const integration = new CfnIntegration(this, `To-${fn.bundle}`, {
      apiId: this.id,
      integrationType: 'AWS_PROXY',
      integrationUri: fn.lambda.functionArn,
      payloadFormatVersion: '2.0',
      timeoutInMillis: Math.min(30_000, fn.timeoutSeconds * 1000 + 500),
    });
    new CfnPermission(this, `Permit-${fn.bundle}`, {
      action: 'lambda:InvokeFunction',
      functionName: fn.lambda.functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: `arn:${Aws.PARTITION}:execute-api:${Aws.REGION}:${Aws.ACCOUNT_ID}:${this.id}/$default/*`,
    });
    const target = `integrations/${integration.ref}`;
    this.targets.set(fn, target);
    return target;
  }
}
