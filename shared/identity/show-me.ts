import { type UserActor, userOf } from '../kernel/actor.ts';
import type { Output } from '../kernel/contract.ts';
import type { Language } from '../kernel/errors.ts';
import type { UseCase } from '../kernel/use-case.ts';
import { messageCategories } from '../messages/published.ts';
import type { Table } from '../table/table.ts';
import type { identityContract } from './contract.ts';
import { displayName, type Person } from './person.ts';
import type { Settings } from './settings.ts';
import { findSettled } from './settled-person.ts';

type MeView = Output<typeof identityContract.showMe>;

const categories = Object.entries(messageCategories);

/** A person's own view of itself. */
export function meView(
  { person, settings }: { readonly person: Person; readonly settings: Settings },
  { operator }: UserActor,
  language: Language,
): MeView {
  const { userId, email } = person;
  const mail = Object.fromEntries(
    categories.map(([category]) => [category, settings.mail[category as keyof MeView['mail']] ?? true]),
  );
  return {
    ...{ userId, name: displayName(person), email, operator },
    ...{ language: settings.language, mail: mail as MeView['mail'], version: settings.version },
    mailCategories: categories.map(([category, told]) => ({
      category: category as keyof MeView['mail'],
      name: told[language],
      always: 'always' in told ? told.always[language] : undefined,
    })),
  };
}

export const showMe: UseCase<typeof identityContract.showMe, { table: Table }> = async (
  { actor, language },
  { table },
) => {
  const user = userOf(actor);
  return { answer: meView(await findSettled(table, user.userId), user, language) };
};
