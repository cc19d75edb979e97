import type { Sealer } from '../kernel/secrets/sealed.ts';
import type { OnConsumed } from './capacity.ts';
import type { TableEngine } from './engine.ts';

/** How the table is reached. */
export type TableConnection = {
  readonly engine: TableEngine;
  readonly tableName: string;
  readonly onConsumed?: OnConsumed;
  /** seals and opens the fields that entities keep sealed; a function without it handles them unread */
  readonly sealer?: Sealer;
};

/** What every request for one table says. */
export const requestTo = (tableName: string) => ({
  TableName: tableName,
  ReturnConsumedCapacity: 'INDEXES' as const,
});
