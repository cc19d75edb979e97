import { defineErrors } from '../kernel/errors.ts';

export const messageErrors = defineErrors('messages', {
  message_not_found: { status: 404, zh: '找不到该消息。', en: 'There is no such message.' },
});
