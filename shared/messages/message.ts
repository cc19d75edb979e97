import { createHash } from 'node:crypto';
import type { UserActor } from '../kernel/actor.ts';
import type { Attributes, Change, Key, Write } from '../kernel/change.ts';
import type { EventMessage } from '../kernel/events/event-message.ts';
import { timePart } from '../kernel/ids.ts';
import { shortText } from '../kernel/text/short-text.ts';
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
};
type Id = Pick<Message, 'userId' | 'messageId'>;

/** Who reads what all operators are told: they share one inbox, and what one of them has read is read. */
export const operatorsInbox = 'operators';

/** Operators read the shared inbox only: they never trade, so nobody else tells them anything. */
export const readerOf = ({ operator, userId }: Pick<UserActor, 'operator' | 'userId'>): string =>
  operator ? operatorsInbox : userId;

export const inboxOf = (userId: string): string => `inbox#${userId}`;

/** The inbox's messages that nobody has read yet, in the index. */
export const unreadOf = (userId: string): string => `unread#${userId}`;

const keyOf = ({ userId, messageId }: Id): Key => ({ pk: inboxOf(userId), sk: messageId });

/**
 * Written once for each event; marks are set by single updates, so that sending and reading never get in each other's way. What lists show is the
 * row of the index and stands nowhere else, and the ids stand in the keys only: twenty messages are read for one unit.
 */
export const messageEntity = {
  keyOf,

  create(message: Message): Change {
    const { userId, messageId, about, to, data, at, ...marks } = message;
    const key = keyOf(message);
    const unread = !marks.readAt && { l1pk: unreadOf(userId), l1sk: messageId };
    const row = { about, to, data, at };
    return { writes: [{ kind: 'create', item: { ...key, type: 'message', row, ...marks, ...unread } }] };
  },

  /** What was read stays as it is, so repeating changes nothing. */
  markRead: (id: Id, now: Date): Write => ({
    kind: 'update',
    key: keyOf(id),
    expression: 'SET readAt = if_not_exists(readAt, :at) REMOVE l1pk, l1sk',
    condition: 'attribute_exists(pk)',
    values: { ':at': now.toISOString() },
  }),

  /** An item of the inbox, or one of the index, which has no marks: it holds what is unread. */
  fromAttributes({ pk, sk, row, readAt, email, emailClaimedUntil }: Attributes): Message {
    const marks = { readAt, email, emailClaimedUntil } as Pick<Message, 'readAt' | 'email'>;
    return {
      userId: String(pk).slice(inboxOf('').length),
      messageId: String(sk),
      ...(row as Pick<Message, 'about' | 'to' | 'data' | 'at'>),
      ...marks,
    };
  },

  async get(table: Table, id: Id): Promise<Message | undefined> {
    const item = await table.get(keyOf(id));
    return item && messageEntity.fromAttributes(item);
  },
};

/** Of each text in a message's data, and of each in its lists, which are cut: the e-mail has all, the inbox is read twenty at a time. */
const textBytes = 110;
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

const idPrefix = 'inb_';
/** What the ids of this moment begin with; they sort by the time of the event. */
export const beginningAt = (at: Date): string => `${idPrefix}${timePart(at)}`;

/** The same id for the same event and addressee however often it comes. */
export const messageIdOf = (event: Pick<EventMessage, 'id' | 'at'>, to: Addressee): string =>
  `${beginningAt(new Date(event.at))}${createHash('sha256').update(`${event.id} ${to}`).digest('hex').slice(0, 16)}`;

/** The sort keys of a message and every older one. */
export const idsUpTo = (messageId: string): readonly [string, string] => [idPrefix, messageId];
