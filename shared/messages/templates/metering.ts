import * as z from 'zod';
import { meteringEvents } from '../../metering/events.ts';
import { type Templates, template, told } from '../template.ts';
import { letter } from '../wording.ts';

/** What buyers are told about their packages of calls (`docs/rules/5-api-calls.md`, "Counting"). */
export const meteringTemplates: Templates = {
  ...told(
    meteringEvents.quotaUsed,
    template({
      to: 'buyer',
      category: 'service',
      data: z.object({ entitlementId: z.string(), percent: z.int(), used: z.int(), total: z.int() }),
      zh: ({ entitlementId, percent, used, total }) =>
        percent < 100
          ? {
              subject: `调用次数已使用 ${percent}%`,
              text: letter.zh(
                `您的订购 ${entitlementId} 共 ${total} 次调用，已使用 ${used} 次，剩余 ${total - used} 次。`,
              ),
            }
          : {
              subject: '调用次数已用完',
              text: letter.zh(
                `您的订购 ${entitlementId} 的 ${total} 次调用已全部用完。如需继续调用，请再次购买套餐包。`,
              ),
            },
      en: ({ entitlementId, percent, used, total }) =>
        percent < 100
          ? {
              subject: `${percent}% of your calls are used`,
              text: letter.en(
                `Of the ${total} calls of entitlement ${entitlementId}, ${used} are used and ${total - used} are left.`,
              ),
            }
          : {
              subject: 'All your calls are used',
              text: letter.en(
                `All ${total} calls of entitlement ${entitlementId} are used. To go on calling, buy another package.`,
              ),
            },
    }),
  ),
};
