import type { Alarms } from '../constructs/alarms.ts';
import type { ContractApi } from '../constructs/contract-api.ts';
import type { MarketTable } from '../constructs/market-table.ts';
import type { UploadBucket } from '../constructs/upload-bucket.ts';
import type { Stage } from '../stage.ts';

/** What every service construct builds on. */
export type Platform = {
  readonly stage: Stage;
  readonly table: MarketTable;
  readonly uploads: UploadBucket;
  readonly alarms: Alarms;
  /** the public API under `/v1` */
  readonly api: ContractApi;
};
