import { EventView } from './contract.ts';

/** Names of the schemas in the API's document. */
export const historySchemas = {
  HistoryEntry: EventView,
} as const;
