import * as z from 'zod';
import { fulfilmentEvents } from '../../fulfilment/events.ts';
import { type Templates, template, told } from '../template.ts';
import { failedNotification } from './failed-notification.ts';
import { failureFields } from './failure-words.ts';

const failed = z.object({
  ...failureFields,
  notificationId: z.string(),
  aggregateId: z.string(),
  action: z.string().optional(),
});
const ofSeller = failed.extend({ sellerId: z.string() });

const toSeller = (status: keyof typeof failedNotification) =>
  template({ to: 'seller', category: 'service', data: failed, ...failedNotification[status].seller });
const toOperators = (status: keyof typeof failedNotification) =>
  template({ to: 'operators', category: 'service', data: ofSeller, ...failedNotification[status].operators });

/** Notifications that failed for good. Of a set-up that failed people are told by orders. */
export const fulfilmentTemplates: Templates = {
  ...told(fulfilmentEvents.exhausted, toSeller('exhausted'), toOperators('exhausted')),
  ...told(fulfilmentEvents.refused, toSeller('refused'), toOperators('refused')),
};
