import type { Alarms } from '../constructs/alarms.ts';
import type { ContractApi } from '../constructs/contract-api.ts';
import type { DeploymentKeys } from '../constructs/deployment-keys.ts';
import type { MarketTable } from '../constructs/market-table.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';
import type { UploadBucket } from '../constructs/upload-bucket.ts';
import type { Stage } from '../stage.ts';

/** What every service construct builds on. */
export type Platform = {
  readonly stage: Stage;
  readonly table: MarketTable;
  readonly uploads: UploadBucket;
  readonly keys: DeploymentKeys;
  readonly alarms: Alarms;
  /** the public API under `/v1` */
  readonly api: ContractApi;
  /** metered API calls under `/gw` */
  readonly gateway: ContractApi;
  /** the payment sandbox; not in prod */
  readonly sandbox: ContractApi | undefined;
};

/** `fn` calls addresses that users typed; only a run on a developer's machine lets these be loopback. */
export const callsOut = (fn: ServiceFunction, { stage }: Platform): void => {
  fn.give('ALLOW_LOOPBACK', stage.local ? 'yes' : 'no');
};
