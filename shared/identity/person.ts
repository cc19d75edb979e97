import { shanghaiDay } from '../china/shanghai.ts';
import type { Attributes, Change, Key } from '../kernel/change.ts';
import type { Language } from '../kernel/errors.ts';
import { withoutHidden } from '../kernel/text/hidden-characters.ts';
import { shortText } from '../kernel/text/short-text.ts';
import type { Table } from '../table/table.ts';
import {
  enteringList,
  type ListedPerson,
  legalNameInList,
  nameInList,
  operatorsList,
  personPk,
} from './people/listed-person.ts';

/**
 * Somebody who signs in: name and address from the user pool, and the legal identity once it is verified. Several hands write it (signing in,
 * verification, of the listed row the choice of a language too), each only its own attributes and in single updates, so that they never meet.
 * What the person chose stands beside it.
 */
export type Person = {
  readonly userId: string;
  readonly name?: string;
  readonly email?: string;
  /** that of the account's locale at the first token */
  readonly language?: Language;
  readonly legalName?: string;
  readonly legalIdentity?: string;
  /** the last day on which an operator got a token */
  readonly operatorOn?: string;
  /** what the list of people shows; there from the first token on */
  readonly row?: ListedPerson;
};

/** What the user pool says of a person at each token. */
export type Account = {
  readonly userId: string;
  readonly name?: string;
  readonly email: string;
  readonly locale?: string;
  readonly operator: boolean;
};

export const personSk = 'person';
const personKey = (userId: string): Key => ({ pk: personPk(userId), sk: personSk });

export const languageOfLocale = (locale: string | undefined): Language =>
  /^en\b/i.test(locale ?? '') ? 'en' : 'zh';

/** For one who is not known yet there is nothing but the id. */
export async function findPerson(
  table: Table,
  userId: string,
  options?: { readonly eventual?: boolean },
): Promise<Person> {
  return { ...((await table.get(personKey(userId), options)) as Omit<Person, 'userId'> | undefined), userId };
}

/** Forty Chinese characters: others read a name in a line of a page or an e-mail, and whoever signs up may give any text as one. */
const nameBytes = 120;
const inOneLine = (text: string): string =>
  shortText(withoutHidden(text).replace(/\s+/g, ' ').trim(), nameBytes);

/** What others call a person: the verified legal name, else the name in the user pool, else the address without its domain; never an id. */
export const displayName = ({
  legalName,
  name,
  email,
}: Pick<Person, 'legalName' | 'name' | 'email'>): string =>
  legalName ?? (inOneLine(name ?? '') || inOneLine(email?.split('@')[0] ?? '') || '—');

/** Keeps a person's row up to date as tokens are issued, and answers it. Nothing is written when nothing has changed. */
export async function noteAccount(
  table: Table,
  { userId, name, email, locale, operator }: Account,
  now: Date,
): Promise<Person> {
  const before = await findPerson(table, userId);
  const operatorOn = operator ? shanghaiDay(now) : undefined;
  const known =
    before.name === name &&
    before.email === email &&
    before.operatorOn === operatorOn &&
    before.language !== undefined &&
    before.row !== undefined;
  if (known) return before;

  const language = before.language ?? languageOfLocale(locale);
  const listed = { name: inOneLine(name ?? ''), legalName: before.legalName, language };
  const after = await table.update({
    key: personKey(userId),
    ...assigned({
      ...{ type: 'person', email, name, language, operatorOn },
      l1pk: operatorOn && operatorsList,
      l1sk: operatorOn && `${operatorOn}#${userId}`,
      ...(before.row ? { 'row.name': nameInList(listed.name) } : enteringList(listed, now)),
    }),
  });
  return { ...(after as Omit<Person, 'userId'> | undefined), userId };
}

/** An update of these attributes alone, in the table's terms: what has no value goes. A path leads into a map that is there. */
function assigned(fields: Attributes) {
  const entries = Object.entries(fields);
  const pathOf = (field: string) => `#${field.replace('.', '.#')}`;
  const placeholderOf = (field: string) => `:${field.replace('.', '_')}`;

  const given = entries.filter(([, value]) => value !== undefined);
  const missing = entries.filter(([, value]) => value === undefined).map(([field]) => pathOf(field));
  const sets = given.map(([field]) => `${pathOf(field)} = ${placeholderOf(field)}`);

  return {
    expression: `SET ${sets.join(', ')}${missing.length > 0 ? ` REMOVE ${missing.join(', ')}` : ''}`,
    names: Object.fromEntries(
      Object.keys(fields)
        .flatMap((field) => field.split('.'))
        .map((part) => [`#${part}`, part]),
    ),
    values: Object.fromEntries(given.map(([field, value]) => [placeholderOf(field), value])),
  };
}

/** Committed with the decision that confirms who somebody legally is. Whoever never signed in stands in no list yet. */
export const becomeVerified = (
  { userId, row }: Person,
  { legalName, legalIdentity }: Required<Pick<Person, 'legalName' | 'legalIdentity'>>,
): Change => ({
  writes: [
    {
      kind: 'update',
      key: personKey(userId),
      ...assigned({
        ...{ type: 'person', legalName, legalIdentity },
        ...(row && { 'row.legalName': legalNameInList(legalName) }),
      }),
    },
  ],
});

/** Committed with the choice of a language of e-mails, which the list of people shows. */
export const listedLanguage = ({ userId, row }: Person, language: Language): Change[] =>
  row === undefined || row.language === language
    ? []
    : [{ writes: [{ kind: 'update', key: personKey(userId), ...assigned({ 'row.language': language }) }] }];
