import { shanghaiDay } from '../china/shanghai.ts';
import type { Language } from '../kernel/errors.ts';
import type { MailChoices } from '../messages/published.ts';
import type { Table } from '../table/table.ts';
import { operatorsList } from './people/listed-person.ts';
import { settingsEntity } from './settings.ts';
import { findSettled, type SettledPerson, settled } from './settled-person.ts';

/** How messages reach a person, and which of them go by e-mail. */
export type Contact = {
  readonly email: string;
  readonly language: Language;
  readonly mail: MailChoices;
};

const contactOf = ({
  person: { email },
  settings: { language, mail },
}: SettledPerson): Contact | undefined => (email === undefined ? undefined : { email, language, mail });

/** Where messages to a user go; undefined when only the inbox is left, because nobody has signed in. One read. */
export const contactOfUser =
  (table: Table) =>
  async (userId: string): Promise<Contact | undefined> =>
    contactOf(await findSettled(table, userId, { eventual: true }));

/** Operators who are written to: at most so many, and only those who came within so many days. A person who has left is not told. */
const mostOperators = 20;
const operatorDays = 30;

/** Where messages to all operators go. Two reads, however many there are. */
export const contactsOfOperators =
  (table: Table) =>
  async (now: Date): Promise<Contact[]> => {
    const from = shanghaiDay(new Date(now.getTime() - operatorDays * 86_400_000));
    const seen = await table.query(
      { index: 'list1', pk: operatorsList, between: [from, `${shanghaiDay(now)}~`], descending: true },
      { limit: mostOperators },
    );
    if (seen.items.length === 0) return [];

    const keys = seen.items.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) }));
    const userIds = keys.map(({ pk }) => pk.slice(pk.indexOf('#') + 1));
    const rows = await table.getMany([...keys, ...userIds.map(settingsEntity.keyOf)], { eventual: true });

    return userIds.flatMap((userId, place) => {
      const own = rows.filter(({ pk }) => pk === keys[place]?.pk);
      return contactOf(settled(userId, own)) ?? [];
    });
  };
