import * as z from 'zod';
import { defineContract } from '../kernel/contract.ts';
import { pageInput, pageOf } from '../kernel/page.ts';
import { messageErrors } from './errors.ts';
import { referenceKinds } from './references.ts';

export const MessageView = z.object({
  messageId: z.string(),
  /** name of the event that it tells of */
  about: z.string(),
  subject: z.string(),
  text: z.string(),
  /** the things that it tells of */
  references: z.array(z.object({ kind: z.enum(referenceKinds), id: z.string() })),
  at: z.iso.datetime(),
  readAt: z.iso.datetime().optional(),
});

export const messagesContract = defineContract({
  listMessages: {
    method: 'GET',
    path: '/v1/messages',
    summary: {
      zh: '我的站内消息（运营人员共用一个收件箱）',
      en: 'List my messages, newest first; operators share one inbox',
    },
    auth: 'user',
    idempotency: 'no',
    input: z.strictObject({ ...pageInput }),
    output: pageOf(MessageView),
    errors: [],
  },
  readMessage: {
    method: 'POST',
    path: '/v1/messages/{messageId}/read',
    summary: { zh: '标记消息为已读', en: 'Mark a message as read' },
    auth: 'user',
    idempotency: 'no',
    input: z.strictObject({ messageId: z.string().regex(/^msg_[0-9a-z]{1,60}$/) }),
    output: MessageView,
    errors: [messageErrors.message_not_found],
  },
});
