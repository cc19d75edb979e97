import { createHash } from 'node:crypto';
import type { UserActor } from '../kernel/actor.ts';
import type { Attributes } from '../kernel/change.ts';
import type { EventMessage } from '../kernel/event-message.ts';
import { idsAt } from '../kernel/ids.ts';
import { defineEntity } from '../table/entity.ts';
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
  /** `none`: no address is known */
  readonly email?: 'sent' | 'refused' | 'none';
  /** until then somebody is busy sending the e-mail */
  readonly emailClaimedUntil?: string;
  readonly version: number;
};

/** Who reads what all operators are told: they share one inbox, and what one of them has read is read. */
export const operatorsInbox = 'operators';

/** Operators read the shared inbox only: they never trade, so nobody else tells them anything. */
export const readerOf = ({ operator, userId }: Pick<UserActor, 'operator' | 'userId'>): string => (operator ? operatorsInbox : userId);

export const inboxOf = (userId: string): string => `inbox#${userId}`;
export const messagePrefix = 'message#';

/** Written once for each event; marks are set by single updates, so that sending and reading never get in each other's way. */
export const messageEntity = defineEntity<Message, Pick<Message, 'userId' | 'messageId'>>({
  type: 'message',
  keyOf: ({ userId, messageId }) => ({ pk: inboxOf(userId), sk: `${messagePrefix}${messageId}` }),
  idOf: ({ userId, messageId }) => ({ userId, messageId }),
});

/** The same id for the same event and addressee however often it comes; ids sort by the time of the event. */
export function messageIdOf(event: Pick<EventMessage, 'id' | 'at'>, to: Addressee): string {
  const timed = idsAt(new Date(event.at))('msg').slice(0, 'msg_'.length + 10);
  return `${timed}${createHash('sha256').update(`${event.id} ${to}`).digest('hex').slice(0, 16)}`;
}
