import type { Language } from '../../kernel/errors.ts';
import type { Sentences } from '../template.ts';
import { letter } from '../wording.ts';
import { causeIn } from './failure-words.ts';

/** A notification that failed for good, as people are told of it. */
type Failed = {
  readonly notificationId: string;
  /** what it is about: an entitlement, for instance */
  readonly aggregateId: string;
  readonly sellerId?: string;
  readonly action?: string;
  readonly attempts: number;
  readonly lastErrorClass?: string;
  readonly lastStatus?: number;
};
type Words = Readonly<Record<Language, (given: Failed, ...further: string[]) => Sentences>>;

/**
 * Who is told that a seller's system could not be told, or said no (`docs/rules/4-fulfilment.md`, "Delivery": the seller and the operators), and how.
 * Answers of the seller's system are in no message: they are read at the notification.
 */
export const failedNotification: Readonly<
  Record<'exhausted' | 'refused', Readonly<Record<'seller' | 'operators', Words>>>
> = {
  exhausted: {
    seller: {
      zh: (given, ...further) => ({
        subject: '通知未能送达您的系统',
        text: letter.zh(
          `通知 ${given.notificationId}（关于 ${given.aggregateId}）尝试 ${given.attempts} 次后仍未送达，最后一次错误：${causeIn('zh', given)}。请检查您的系统，然后重发该通知（POST /v1/seller/notifications/${given.notificationId}/replays）。`,
          ...further,
        ),
      }),
      en: (given, ...further) => ({
        subject: 'A notification did not reach your system',
        text: letter.en(
          `Notification ${given.notificationId} about ${given.aggregateId} was not delivered in ${given.attempts} attempts; last error: ${causeIn('en', given)}. Check your system, then send it again (POST /v1/seller/notifications/${given.notificationId}/replays).`,
          ...further,
        ),
      }),
    },
    operators: {
      zh: (given, ...further) => ({
        subject: '通知未能送达服务商系统',
        text: letter.zh(
          `服务商 ${given.sellerId} 的通知 ${given.notificationId}（${given.action}，关于 ${given.aggregateId}）尝试 ${given.attempts} 次后仍未送达，最后一次错误：${causeIn('zh', given)}。服务商已收到消息，请跟进。`,
          ...further,
        ),
      }),
      en: (given, ...further) => ({
        subject: "A notification did not reach a seller's system",
        text: letter.en(
          `Notification ${given.notificationId} (${given.action} about ${given.aggregateId}) of seller ${given.sellerId} was not delivered in ${given.attempts} attempts; last error: ${causeIn('en', given)}. The seller was told; please follow up.`,
          ...further,
        ),
      }),
    },
  },
  refused: {
    seller: {
      zh: (given, ...further) => ({
        subject: '您的系统拒绝了通知',
        text: letter.zh(
          `您的系统在第 ${given.attempts} 次尝试时拒绝了通知 ${given.notificationId}（关于 ${given.aggregateId}）：${causeIn('zh', given)}。该通知不会再自动发送。应答内容见该通知（GET /v1/seller/notifications/${given.notificationId}）；如果不是有意拒绝，请修复后重发。`,
          ...further,
        ),
      }),
      en: (given, ...further) => ({
        subject: 'Your system refused a notification',
        text: letter.en(
          `At attempt ${given.attempts} of notification ${given.notificationId} about ${given.aggregateId} your system refused: ${causeIn('en', given)}. It is not sent again by itself. The answer is shown with it (GET /v1/seller/notifications/${given.notificationId}); if this was not meant, mend it and send the notification again.`,
          ...further,
        ),
      }),
    },
    operators: {
      zh: (given, ...further) => ({
        subject: '服务商系统拒绝了通知',
        text: letter.zh(
          `服务商 ${given.sellerId} 的系统拒绝了通知 ${given.notificationId}（${given.action}，关于 ${given.aggregateId}）：${causeIn('zh', given)}，共尝试 ${given.attempts} 次。应答内容见该通知。服务商已收到消息，请跟进。`,
          ...further,
        ),
      }),
      en: (given, ...further) => ({
        subject: "A seller's system refused a notification",
        text: letter.en(
          `The system of seller ${given.sellerId} refused notification ${given.notificationId} (${given.action} about ${given.aggregateId}) at attempt ${given.attempts}: ${causeIn('en', given)}. Its answer is shown with the notification. The seller was told; please follow up.`,
          ...further,
        ),
      }),
    },
  },
};
