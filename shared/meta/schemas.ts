import { IndexView, OpenApiDocument } from './contract.ts';

/** Names of the schemas in the API's document. */
export const metaSchemas = {
  Index: IndexView,
  OpenApiDocument,
} as const;
