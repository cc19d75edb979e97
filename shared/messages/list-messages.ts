import { userOf } from '../kernel/actor.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import type { messagesContract } from './contract.ts';
import { inboxOf, messageEntity, messagePrefix, readerOf } from './message.ts';
import { messageView } from './message-view.ts';

/** The caller's inbox, newest first; operators share one. */
export const listMessages: UseCase<typeof messagesContract.listMessages, { readonly table: Table }> = async (
  { input, actor, language },
  { table },
) => {
  const { items, next } = await table.query(
    { pk: inboxOf(readerOf(userOf(actor))), prefix: messagePrefix, descending: true },
    input,
  );
  return {
    answer: { items: items.map((item) => messageView(messageEntity.fromAttributes(item), language)), next },
  };
};
