import { userOf } from '../kernel/actor.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import type { messagesContract } from './contract.ts';
import { messageErrors } from './errors.ts';
import { messageEntity, readerOf } from './message.ts';
import { messageView } from './message-view.ts';

/** Marks as read; once read it stays as it is, so repeating changes nothing. */
export const readMessage: UseCase<typeof messagesContract.readMessage, { readonly table: Table }> = async (
  { input, actor, language, now },
  { table },
) => {
  const id = { userId: readerOf(userOf(actor)), messageId: input.messageId };
  const message = await messageEntity.get(table, id);
  if (!message) throw messageErrors.message_not_found();
  if (message.readAt !== undefined) return { answer: messageView(message, language) };

  return {
    answer: messageView({ ...message, readAt: now.toISOString() }, language),
    changes: [{ writes: [messageEntity.markRead(id, now)] }],
  };
};
