import type { Addressee, Template, Templates } from './template.ts';
import { billingTemplates } from './templates/billing.ts';
import { catalogueTemplates } from './templates/catalogue.ts';
import { fulfilmentTemplates } from './templates/fulfilment.ts';
import { identityTemplates } from './templates/identity.ts';
import { meteringTemplates } from './templates/metering.ts';
import { orderTemplates } from './templates/orders.ts';
import { refundTemplates } from './templates/refunds.ts';
import { sellerTemplates } from './templates/sellers.ts';

/** What people are told about which event. An event that is routed to the messages queue has a row here. */
export const templates: Templates = {
  ...billingTemplates,
  ...catalogueTemplates,
  ...fulfilmentTemplates,
  ...identityTemplates,
  ...meteringTemplates,
  ...orderTemplates,
  ...refundTemplates,
  ...sellerTemplates,
};

/** What an addressee is told about an event, if there is a row for it. */
export const templateFor = (about: string, to: Addressee): Template | undefined =>
  templates[about]?.find((one) => one.to === to);
