import * as z from 'zod';
import { fulfilmentEvents } from '../../fulfilment/events.ts';
import { type Templates, template } from '../template.ts';
import { letter } from '../wording.ts';

const failed = z.object({ notificationId: z.string(), entitlementId: z.string(), attempts: z.int() });

/** Who is told that a seller's system could not be told (`spec/4-fulfilment.md`, "Delivery": the seller, the operators, the buyer). */
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
    template({
      to: 'operators',
      data: failed.extend({ sellerId: z.string(), action: z.string(), lastErrorClass: z.string().optional() }),
      zh: ({ notificationId, entitlementId, attempts, sellerId, action, lastErrorClass }) => ({
        subject: '通知未能送达服务商系统',
        text: letter.zh(
          `服务商 ${sellerId} 的通知 ${notificationId}（${action}，实例 ${entitlementId}）尝试 ${attempts} 次后仍未送达，最后一次错误：${lastErrorClass ?? '无'}。服务商已收到消息，请跟进。`,
        ),
      }),
      en: ({ notificationId, entitlementId, attempts, sellerId, action, lastErrorClass }) => ({
        subject: "A notification did not reach a seller's system",
        text: letter.en(
          `Notification ${notificationId} (${action} of ${entitlementId}) of seller ${sellerId} was not delivered in ${attempts} attempts; last error: ${lastErrorClass ?? 'none'}. The seller was told; please follow up.`,
        ),
      }),
    }),
    template({
      to: 'buyer',
      data: z.object({ entitlementId: z.string(), action: z.string() }),
      zh: ({ entitlementId, action }) => ({
        subject: action === 'create' ? '您购买的服务暂未开通' : '服务商系统暂时无法联系',
        text: letter.zh(
          action === 'create'
            ? `服务商的系统没有响应，您购买的服务（${entitlementId}）暂未开通。服务商和运营人员已收到消息，开通后会再通知您。`
            : `服务商的系统没有响应，您的服务（${entitlementId}）的变更尚未通知到服务商。服务商和运营人员已收到消息。`,
        ),
      }),
      en: ({ entitlementId, action }) => ({
        subject: action === 'create' ? 'Your purchase is not set up yet' : "The seller's system cannot be reached",
        text: letter.en(
          action === 'create'
            ? `The seller's system does not answer, so that what you bought (${entitlementId}) is not set up yet. The seller and the operators were told; you will hear from us when it is ready.`
            : `The seller's system does not answer, so that it has not been told of a change of ${entitlementId}. The seller and the operators were told.`,
        ),
      }),
    }),
  ],
};
