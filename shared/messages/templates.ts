import type { Templates } from './template.ts';
import { sellerTemplates } from './templates/sellers.ts';

/** What people are told about which event. An event that is routed to the messages queue has a row here. */
export const templates: Templates = { ...sellerTemplates };
