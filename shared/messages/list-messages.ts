import { userOf } from '../kernel/actor.ts';
import type { Attributes } from '../kernel/change.ts';
import type { UseCase } from '../kernel/use-case.ts';
import { listPage } from '../table/list-page.ts';
import type { Table } from '../table/table.ts';
import type { messagesContract } from './contract.ts';
import { beginningAt, inboxOf, messageEntity, readerOf, unreadOf } from './message.ts';
import { messageView } from './message-view.ts';

/** The caller's inbox, which operators share; what is unread in it stands in an index of its own. */
export const listMessages: UseCase<typeof messagesContract.listMessages, { readonly table: Table }> = async (
  { input, actor, language },
  { table },
) => {
  const { unread, ...asked } = input;
  const reader = readerOf(userOf(actor));
  const place = unread ? ({ index: 'list1', pk: unreadOf(reader) } as const) : { pk: inboxOf(reader) };

  const rowOf = (item: Attributes) => messageView(messageEntity.fromAttributes(item), language);
  return { answer: await listPage(table, { ...place, placeAt: beginningAt, rowOf }, asked) };
};
