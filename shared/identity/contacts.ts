import { shanghaiDay } from '../china/shanghai.ts';
import type { Language } from '../kernel/errors.ts';
import type { Table } from '../table/table.ts';
import { findPerson, operatorsList, type Person } from './person.ts';

/** How messages reach a person. */
export type Contact = { readonly email: string; readonly language: Language };

const contactIn = ({
  email,
  language = 'zh',
  mailWanted = true,
}: Omit<Person, 'userId'>): Contact | undefined =>
  email !== undefined && mailWanted ? { email, language } : undefined;

/** Where messages to a user go; undefined when only the inbox is left: nobody has signed in, or no e-mails are wanted. One read. */
export const contactOfUser =
  (table: Table) =>
  async (userId: string): Promise<Contact | undefined> =>
    contactIn(await findPerson(table, userId, { eventual: true }));

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
    const people = await table.getMany(seen.items.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })));
    return people.flatMap((person) => contactIn(person as Omit<Person, 'userId'>) ?? []);
  };
