import type { Attributes } from '../../kernel/change.ts';
import type { Language } from '../../kernel/errors.ts';
import { shortText } from '../../kernel/text/short-text.ts';

/** Everybody who has signed in, by the time of the first token. */
export const everybody = 'people';
/** Operators, by the last day on which they came. */
export const operatorsList = 'people#operators';

/**
 * What the list of people keeps of a person besides its keys. A name is what the other party of an order sees as well; addresses and numbers
 * never stand here.
 */
export type ListedPerson = {
  readonly name?: string;
  readonly legalName?: string;
  readonly language: Language;
};

/** Long names are shortened, so that twenty rows cost one read unit. */
const nameBytes = 90;
const legalNameBytes = 150;

/** A name of an account as the list has it; none where nothing was given that could be read. */
export const nameInList = (name: string): string | undefined => shortText(name, nameBytes) || undefined;
export const legalNameInList = (legalName: string): string => shortText(legalName, legalNameBytes);

type Entering = {
  readonly name: string;
  readonly legalName?: string | undefined;
  readonly language: Language;
};

/** The place in the list, which stays for good, and the row, of which whoever changes something else writes its own part. */
export const enteringList = ({ name, legalName, language }: Entering, now: Date) => ({
  l2pk: everybody,
  l2sk: now.toISOString(),
  row: { name: nameInList(name), legalName: legalName && legalNameInList(legalName), language },
});

const pkBeginning = 'person#';
export const personPk = (userId: string): string => `${pkBeginning}${userId}`;

/** A row as operators read it. */
export function personRow({ pk, l1pk, l2sk, row }: Attributes) {
  const { name, legalName, language } = row as ListedPerson;
  return {
    userId: String(pk).slice(pkBeginning.length),
    name: legalName ?? name,
    verified: legalName !== undefined,
    operator: l1pk === operatorsList,
    language,
    createdAt: String(l2sk),
  };
}
