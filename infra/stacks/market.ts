import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from '../constructs/alarms.ts';
import { ContractApi } from '../constructs/contract-api.ts';
import { IdentityService } from '../services/identity.ts';
import type { Platform } from '../services/platform.ts';
import type { Stage } from '../stage.ts';
import type { DataStack } from './data.ts';
import type { IdentityStack } from './identity.ts';

export type MarketStackProps = StackProps & { readonly stage: Stage; readonly data: DataStack; readonly identity: IdentityStack };

/** The running parts: functions, HTTP APIs, queues, streams, the clock. Can be thrown away and made anew; the data stay. */
export class MarketStack extends Stack {
  constructor(scope: Construct, id: string, { stage, data, identity, ...props }: MarketStackProps) {
    super(scope, id, props);
    const alarms = new Alarms(this, 'Alarms', { stage });
    const api = new ContractApi(this, 'MarketApi', {
      stage,
      name: 'market',
      requestsPerSecond: 500,
      burst: 1000,
      origins: stage.origins,
      tokens: { issuer: identity.issuer, clientIds: [identity.client.userPoolClientId] },
    });
    const platform: Platform = { stage, table: data.table, uploads: data.uploads, alarms, api };
    new IdentityService(this, platform);
    new CfnOutput(this, 'ApiUrl', { value: api.url });
  }
}
