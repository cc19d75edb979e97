import { documentationContract } from './apis/documentation/contract.ts';
import { apiGroupsContract } from './apis/groups/contract.ts';
import { billingContract } from './billing/contract.ts';
import { casesContract } from './cases/contract.ts';
import { catalogueContract } from './catalogue/contract.ts';
import { shelfContract } from './catalogue/shelf/contract.ts';
import { fulfilmentContract } from './fulfilment/contract.ts';
import { historyContract } from './history/contract.ts';
import { identityContract } from './identity/contract.ts';
import { jobsContract } from './jobs/contract.ts';
import type { Contract } from './kernel/contract.ts';
import { messagesContract } from './messages/contract.ts';
import { metaContract } from './meta/contract.ts';
import { meteringContract } from './metering/contract.ts';
import { ordersContract } from './orders/contract.ts';
import { sellersContract } from './sellers/contract.ts';
import { uploadsContract } from './uploads/contract.ts';

/** The whole public API, by the HTTP function that answers for it (`functions/http/<name>.ts`). */
export const contracts = {
  meta: metaContract,
  identity: identityContract,
  cases: casesContract,
  history: historyContract,
  jobs: jobsContract,
  sellers: sellersContract,
  messages: messagesContract,
  uploads: uploadsContract,
  billing: billingContract,
  'api-groups': apiGroupsContract,
  catalogue: catalogueContract,
  shelf: { ...shelfContract, ...documentationContract },
  orders: ordersContract,
  fulfilment: fulfilmentContract,
  metering: meteringContract,
} as const satisfies Readonly<Record<string, Contract>>;
