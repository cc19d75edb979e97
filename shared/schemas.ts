import { apisSchemas } from './apis/schemas.ts';
import { billingSchemas } from './billing/schemas.ts';
import { casesSchemas } from './cases/schemas.ts';
import { catalogueSchemas } from './catalogue/schemas.ts';
import { fulfilmentSchemas } from './fulfilment/schemas.ts';
import { historySchemas } from './history/schemas.ts';
import { identitySchemas } from './identity/schemas.ts';
import { jobsSchemas } from './jobs/schemas.ts';
import { FieldProblemView, ProblemView } from './kernel/views/problem.ts';
import { UnreadAccess, UnreadTerms } from './kernel/views/unread.ts';
import { messagesSchemas } from './messages/schemas.ts';
import { metaSchemas } from './meta/schemas.ts';
import { meteringSchemas } from './metering/schemas.ts';
import { ordersSchemas } from './orders/schemas.ts';
import { sellersSchemas } from './sellers/schemas.ts';
import { uploadsSchemas } from './uploads/schemas.ts';

/** What every error answer has. */
export const problemSchemas = { FieldProblem: FieldProblemView, Problem: ProblemView } as const;

/** The schemas of the public API by the names that its document gives them, context by context. */
export const schemas = [
  problemSchemas,
  metaSchemas,
  identitySchemas,
  casesSchemas,
  jobsSchemas,
  historySchemas,
  sellersSchemas,
  messagesSchemas,
  uploadsSchemas,
  billingSchemas,
  apisSchemas,
  catalogueSchemas,
  ordersSchemas,
  fulfilmentSchemas,
  meteringSchemas,
] as const;

/** What some contexts carry on unread, and the schema that says what it is. */
export const carriedOn = [
  { unread: UnreadTerms, is: catalogueSchemas.Terms },
  { unread: UnreadAccess, is: catalogueSchemas.EntitlementAccess },
] as const;
