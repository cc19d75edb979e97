import { userOf } from '../kernel/actor.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import type { messagesContract } from './contract.ts';
import { messageErrors } from './errors.ts';
import { idsUpTo, messageEntity, readerOf, unreadOf } from './message.ts';

/** A transaction takes so many writes. */
const mostAtOnce = 100;

/** Marks a message and every older one as read. What came in after the caller looked is newer, and stays unread. */
export const readMessages: UseCase<typeof messagesContract.readMessages, { readonly table: Table }> = async (
  { input, actor, now },
  { table },
) => {
  const userId = readerOf(userOf(actor));
  const last = await messageEntity.get(table, { userId, messageId: input.until });
  if (!last) throw messageErrors.message_not_found();

  const { items, next } = await table.query(
    { index: 'list1', pk: unreadOf(userId), between: idsUpTo(last.messageId), descending: true },
    { limit: mostAtOnce },
  );

  const marks = items.map((item) => messageEntity.markRead(messageEntity.fromAttributes(item), now));
  return {
    answer: { readCount: marks.length, more: next !== undefined },
    changes: [{ writes: marks }],
  };
};
