import * as z from 'zod';
import { fulfilmentEvents } from '../../fulfilment/events.ts';
import { type Template, type Templates, template } from '../template.ts';
import { failedNotification } from './failed-notification.ts';
import { failureFields } from './failure-words.ts';

const failed = z.object({
  ...failureFields,
  notificationId: z.string(),
  aggregateId: z.string(),
  action: z.string().optional(),
});
const ofSeller = failed.extend({ sellerId: z.string() });

const told = (status: keyof typeof failedNotification): readonly Template[] => {
  const { seller, operators } = failedNotification[status];
  return [
    template({ to: 'seller', data: failed, ...seller }),
    template({ to: 'operators', data: ofSeller, ...operators }),
  ];
};

/** Notifications that failed for good. Of a set-up that failed people are told by orders. */
export const fulfilmentTemplates: Templates = {
  [fulfilmentEvents.exhausted]: told('exhausted'),
  [fulfilmentEvents.refused]: told('refused'),
};
