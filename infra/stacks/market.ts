import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from '../constructs/alarms.ts';
import { ContractApi } from '../constructs/contract-api.ts';
import { DeploymentKeys } from '../constructs/deployment-keys.ts';
import { edgeNames } from '../edge-names.ts';
import { BillingService } from '../services/billing.ts';
import { CasesService } from '../services/cases.ts';
import { CatalogueService } from '../services/catalogue.ts';
import { Clock } from '../services/clock.ts';
import { EventRelay } from '../services/events.ts';
import { FulfilmentService } from '../services/fulfilment.ts';
import { HistoryService } from '../services/history.ts';
import { IdentityService } from '../services/identity.ts';
import { JobsService } from '../services/jobs.ts';
import { MessagesService } from '../services/messages.ts';
import { MetaService } from '../services/meta.ts';
import { MeteringService } from '../services/metering.ts';
import { OrdersService } from '../services/orders.ts';
import type { Platform } from '../services/platform.ts';
import { SellersService } from '../services/sellers.ts';
import { UploadsService } from '../services/uploads.ts';
import { Watch } from '../services/watch.ts';
import type { Stage } from '../stage.ts';
import type { DataStack } from './data.ts';
import type { IdentityStack } from './identity.ts';

export type MarketStackProps = StackProps & {
  readonly stage: Stage;
  readonly data: DataStack;
  readonly identity: IdentityStack;
};

/**
 * The running parts: functions, HTTP APIs, queues, streams, the clock. Data, people and, where there is a domain, addresses outlive it;
 * what waits in its queues does not, so prod protects it too.
 */
export class MarketStack extends Stack {
  readonly platform: Platform;

  constructor(scope: Construct, id: string, { stage, data, identity, ...props }: MarketStackProps) {
    super(scope, id, props);
    const platform = this.makePlatform(stage, data, identity);
    this.platform = platform;

    new MetaService(this, platform);
    new IdentityService(this, platform);
    new CasesService(this, platform);
    new HistoryService(this, platform);
    new JobsService(this, platform);
    new SellersService(this, platform);
    new MeteringService(this, platform);
    new UploadsService(this, platform);
    new CatalogueService(this, platform);
    new BillingService(this, platform);
    const orders = new OrdersService(this, platform);
    const fulfilment = new FulfilmentService(this, platform);
    new MessagesService(this, platform);
    new Clock(this, platform);
    new EventRelay(this, platform);

    new Watch(this, platform, { orders: orders.queue, notifications: fulfilment.queue });

    if (platform.alarms.topic)
      new CfnOutput(this, 'AlarmTopicArn', { value: platform.alarms.topic.topicArn });
    new CfnOutput(this, 'ApiUrl', { value: platform.api.url });
    new CfnOutput(this, 'GatewayUrl', { value: platform.gateway.url });
    if (platform.sandbox) new CfnOutput(this, 'SandboxUrl', { value: platform.sandbox.url });
  }

  private makePlatform(stage: Stage, { table, uploads }: DataStack, identity: IdentityStack): Platform {
    const names = edgeNames(stage);
    const api = new ContractApi(this, 'MarketApi', {
      stage,
      name: 'market',
      requestsPerSecond: 500,
      burst: 1000,
      openRoutes: { requestsPerSecond: 100, burst: 200 },
      domainName: names?.api,
      origins: stage.origins,
      tokens: { issuer: identity.issuer, clientIds: [identity.client.userPoolClientId] },
    });
    const gateway = new ContractApi(this, 'GatewayApi', {
      stage,
      name: 'gateway',
      requestsPerSecond: 2000,
      burst: 2000,
      domainName: names?.gateway,
    });
    const sandbox = stage.isProd
      ? undefined
      : new ContractApi(this, 'SandboxApi', { stage, name: 'sandbox', requestsPerSecond: 20, burst: 50 });
    const alarms = new Alarms(this, 'Alarms', { stage });
    return { stage, table, uploads, keys: new DeploymentKeys(this, stage), alarms, api, gateway, sandbox };
  }
}
