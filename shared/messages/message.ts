import { createHash } from 'node:crypto';
import type { UserActor } from '../kernel/actor.ts';
import type { Attributes, Change } from '../kernel/change.ts';
import type { EventMessage } from '../kernel/events/event-message.ts';
import { idsAt } from '../kernel/ids.ts';
import { shortText } from '../kernel/text/short-text.ts';
import { defineEntity } from '../table/entity.ts';
import type { Table } from '../table/table.ts';
import type { Addressee } from './template.ts';

/** One entry of a person's inbox. Its words are made when it is read, in the reader's language; only their data is kept. */
export type Message = {
  readonly messageId: string;
  readonly userId: string;
  /** name of the event; chooses the template */
  readonly about: string;
  /** as whom the person is told; chooses the template where an event has several */
  readonly to: Addressee;
  readonly data: Attributes;
  readonly at: string;
  readonly readAt?: string;
  /** `none`: there is nobody to write to, or e-mails are not wanted */
  readonly email?: 'sent' | 'refused' | 'none';
  /** until then somebody is busy sending the e-mail */
  readonly emailClaimedUntil?: string;
  readonly version: number;
};

/** Who reads what all operators are told: they share one inbox, and what one of them has read is read. */
export const operatorsInbox = 'operators';

/** Operators read the shared inbox only: they never trade, so nobody else tells them anything. */
export const readerOf = ({ operator, userId }: Pick<UserActor, 'operator' | 'userId'>): string =>
  operator ? operatorsInbox : userId;

export const inboxOf = (userId: string): string => `inbox#${userId}`;
export const messagePrefix = 'message#';

const stored = defineEntity<Message, Pick<Message, 'userId' | 'messageId'>>({
  type: 'message',
  keyOf: ({ userId, messageId }) => ({ pk: inboxOf(userId), sk: `${messagePrefix}${messageId}` }),
  idOf: ({ userId, messageId }) => ({ userId, messageId }),
});

/**
 * Written once for each event; marks are set by single updates, so that sending and reading never get in each other's way. The ids stand in
 * the key only: twenty messages are read for one unit.
 */
export const messageEntity = {
  keyOf: stored.keyOf,

  create(message: Message): Change {
    const { writes, ...change } = stored.create(message);
    return {
      ...change,
      writes: writes.map((write) =>
        write.kind === 'create' ? { ...write, item: withoutIds(write.item) } : write,
      ),
    };
  },

  fromAttributes: (item: Attributes): Message => ({
    ...stored.fromAttributes(item),
    userId: String(item.pk).slice(inboxOf('').length),
    messageId: String(item.sk).slice(messagePrefix.length),
  }),

  async get(table: Table, id: Pick<Message, 'userId' | 'messageId'>): Promise<Message | undefined> {
    const item = await table.get(stored.keyOf(id));
    return item && messageEntity.fromAttributes(item);
  },
};

const withoutIds = ({ userId: _user, messageId: _message, ...item }: Attributes): Attributes => item;

/** Of each text in a message's data, and of each in its lists, which are cut: the e-mail has all, the inbox is read twenty at a time. */
const textBytes = 120;
const listedTextBytes = 60;
const mostListed = 5;

export const shortData = (data: Attributes): Attributes =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, shortValue(value, textBytes)]));

function shortValue(value: unknown, bytes: number): unknown {
  if (typeof value === 'string') return shortText(value, bytes);
  if (Array.isArray(value)) return value.slice(0, mostListed).map((one) => shortValue(one, listedTextBytes));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shortValue(inner, bytes)]));
}

/** The same id for the same event and addressee however often it comes; ids sort by the time of the event. */
export function messageIdOf(event: Pick<EventMessage, 'id' | 'at'>, to: Addressee): string {
  const timed = idsAt(new Date(event.at))('msg').slice(0, 'msg_'.length + 10);
  return `${timed}${createHash('sha256').update(`${event.id} ${to}`).digest('hex').slice(0, 16)}`;
}
