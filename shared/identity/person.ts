import { shanghaiDay } from '../china/shanghai.ts';
import type { Change, Key } from '../kernel/change.ts';
import type { Language } from '../kernel/errors.ts';
import { withoutHidden } from '../kernel/text/hidden-characters.ts';
import { shortText } from '../kernel/text/short-text.ts';
import type { Table } from '../table/table.ts';

/**
 * Somebody who signs in: name and address from the user pool, and the legal identity once it is verified. Two hands write it (signing in,
 * verification), each only its own attributes and in single updates, so that they never meet. What the person chose stands beside it.
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
};

/** What the user pool says of a person at each token. */
export type Account = {
  readonly userId: string;
  readonly name?: string;
  readonly email: string;
  readonly locale?: string;
  readonly operator: boolean;
};

export const personPk = (userId: string): string => `person#${userId}`;
export const personSk = 'person';
const personKey = (userId: string): Key => ({ pk: personPk(userId), sk: personSk });
/** Operators, by the last day on which they came. */
export const operatorsList = 'people#operators';

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
    before.language !== undefined;
  if (known) return before;

  const given = Object.entries({ name, operatorOn }).filter(([, value]) => value !== undefined);
  const missing = Object.entries({ name, operatorOn }).filter(([, value]) => value === undefined);
  const sets = [
    '#type = :type, email = :email, #language = if_not_exists(#language, :language)',
    ...given.map(([field]) => `#${field} = :${field}`),
    ...(operatorOn ? ['l1pk = :list, l1sk = :place'] : []),
  ];
  const removes = [...missing.map(([field]) => `#${field}`), ...(operatorOn ? [] : ['l1pk', 'l1sk'])];
  const after = await table.update({
    key: personKey(userId),
    expression: `SET ${sets.join(', ')}${removes.length > 0 ? ` REMOVE ${removes.join(', ')}` : ''}`,
    names: { '#type': 'type', '#language': 'language', '#name': 'name', '#operatorOn': 'operatorOn' },
    values: {
      ...{ ':type': 'person', ':email': email, ':language': languageOfLocale(locale) },
      ...Object.fromEntries(given.map(([field, value]) => [`:${field}`, value])),
      ...(operatorOn && { ':list': operatorsList, ':place': `${operatorOn}#${userId}` }),
    },
  });
  return { ...(after as Omit<Person, 'userId'> | undefined), userId };
}

/** Committed with the decision that confirms who somebody legally is. */
export const becomeVerified = (
  userId: string,
  { legalName, legalIdentity }: Required<Pick<Person, 'legalName' | 'legalIdentity'>>,
): Change => ({
  writes: [
    {
      kind: 'update',
      key: personKey(userId),
      expression: 'SET #type = :type, legalName = :legalName, legalIdentity = :legalIdentity',
      names: { '#type': 'type' },
      values: { ':type': 'person', ':legalName': legalName, ':legalIdentity': legalIdentity },
    },
  ],
});
