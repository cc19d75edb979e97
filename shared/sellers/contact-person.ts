import type { Change } from '../kernel/change.ts';
import type { Language } from '../kernel/errors.ts';
import { defineEntity } from '../table/entity.ts';
import type { Table } from '../table/table.ts';

/** Where messages to a user go, and in which language: the contact of the user's latest application. */
export type ContactPerson = { readonly userId: string; readonly email: string; readonly language: Language; readonly version: number };

export const contactPersonEntity = defineEntity<ContactPerson, string>({
  type: 'contact_person',
  keyOf: (userId) => ({ pk: `contact#${userId}`, sk: 'contact' }),
  idOf: ({ userId }) => userId,
});

/** Keeps the address for messages up to date. */
export async function keepContactPerson(table: Table, person: Omit<ContactPerson, 'version'>): Promise<Change[]> {
  const before = await contactPersonEntity.get(table, person.userId);
  if (!before) return [contactPersonEntity.create({ ...person, version: 1 })];
  return before.email === person.email && before.language === person.language ? [] : [contactPersonEntity.save(before, person)];
}

/** For messages: where those to a user go; undefined when only the inbox is left. */
export const contactOfUser =
  (table: Table) =>
  async (userId: string): Promise<{ email: string; language: Language } | undefined> =>
    contactPersonEntity.get(table, userId, { eventual: true });
