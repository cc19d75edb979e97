import { AppView } from './apps/app.ts';
import { AppRow, DeletedApp, UsageView } from './contract.ts';
import { Granularity, UsageRow } from './usage/usage.ts';

/** Names of the schemas in the API's document. */
export const meteringSchemas = {
  App: AppView,
  AppRow,
  DeletedApp,
  Granularity,
  Usage: UsageView,
  UsageRow,
} as const;
