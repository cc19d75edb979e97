import * as z from 'zod';
import { defineContract } from '../kernel/contract.ts';
import { idInput } from '../kernel/id-input.ts';
import { listInput, pageOf } from '../kernel/page.ts';
import { messageErrors } from './errors.ts';
import { type MessageCategory, messageCategories } from './published.ts';
import { referenceKinds } from './references.ts';

export const MessageCategoryName = z.enum(
  Object.keys(messageCategories) as [MessageCategory, ...MessageCategory[]],
);
const MessageId = idInput('inb');

export const MessageView = z.object({
  messageId: z.string(),
  /** name of the event that it tells of */
  about: z.string(),
  /** absent of an old message whose words are gone */
  category: MessageCategoryName.optional(),
  subject: z.string(),
  text: z.string(),
  /** the things that it tells of */
  references: z.array(z.object({ kind: z.enum(referenceKinds), id: z.string() })),
  at: z.iso.datetime(),
  readAt: z.iso.datetime().optional(),
});

/** How many were marked, and whether older ones are left. */
export const MessageReads = z.object({ readCount: z.int(), more: z.boolean() });

export const messagesContract = defineContract({
  listMessages: {
    method: 'GET',
    path: '/v1/messages',
    summary: {
      zh: '我的站内消息（运营人员共用一个收件箱），可按类别、时间或仅未读查看',
      en: 'List my messages (operators share one inbox), by category, by time, or the unread ones alone',
    },
    auth: 'user',
    idempotency: 'no',
    input: listInput({ unread: z.literal('true').optional(), category: MessageCategoryName.optional() }),
    output: pageOf(MessageView),
    errors: [],
  },
  readMessage: {
    method: 'POST',
    path: '/v1/messages/{messageId}/reads',
    summary: { zh: '标记消息为已读', en: 'Mark a message as read' },
    auth: 'user',
    idempotency: 'no',
    input: z.strictObject({ messageId: MessageId }),
    output: MessageView,
    errors: [messageErrors.message_not_found],
  },
  readMessages: {
    method: 'POST',
    path: '/v1/message-reads',
    summary: {
      zh: '将某条消息及更早的未读消息标记为已读（每次最多 100 条；more 为 true 时请再次调用）',
      en: 'Mark a message and every older one as read, 100 at once; while `more` is true, call again',
    },
    auth: 'user',
    idempotency: 'no',
    input: z.strictObject({ until: MessageId }),
    output: MessageReads,
    errors: [messageErrors.message_not_found],
  },
});
