import * as z from 'zod';
import { fulfilmentEvents } from '../../fulfilment/events.ts';
import { type Templates, template } from '../template.ts';
import { letter } from '../wording.ts';

const failed = z.object({ notificationId: z.string(), entitlementId: z.string(), attempts: z.int() });

/** What sellers are told about their own systems (`spec/4-fulfilment.md`). */
export const fulfilmentTemplates: Templates = {
  [fulfilmentEvents.exhausted]: [
    template({
      to: 'seller',
      data: failed,
      zh: ({ notificationId, entitlementId, attempts }) => ({
        subject: '通知未能送达您的系统',
        text: letter.zh(
          `通知 ${notificationId}（实例 ${entitlementId}）尝试 ${attempts} 次后仍未送达。请检查您的接口，然后在“通知记录”中重新发送。`,
        ),
      }),
      en: ({ notificationId, entitlementId, attempts }) => ({
        subject: 'A notification did not reach your system',
        text: letter.en(
          `Notification ${notificationId} of ${entitlementId} was not delivered in ${attempts} attempts. Check your endpoint, then send it again under "Notifications".`,
        ),
      }),
    }),
  ],
};
