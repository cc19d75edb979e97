import { EventView, FlawView } from './contract.ts';

/** Names of the schemas in the API's document. */
export const historySchemas = {
  HistoryEntry: EventView,
  HistoryFlaw: FlawView,
} as const;
