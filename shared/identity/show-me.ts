import { type UserActor, userOf } from '../kernel/actor.ts';
import type { Output } from '../kernel/contract.ts';
import type { UseCase } from '../kernel/use-case.ts';
import type { Table } from '../table/table.ts';
import type { identityContract } from './contract.ts';
import { choose, displayName, findPerson, type Person } from './person.ts';

const meView = (person: Person, { operator }: UserActor): Output<typeof identityContract.showMe> => ({
  userId: person.userId,
  name: displayName(person),
  email: person.email,
  language: person.language ?? 'zh',
  mailWanted: person.mailWanted ?? true,
  operator,
});

export const showMe: UseCase<typeof identityContract.showMe, { table: Table }> = async (
  { actor },
  { table },
) => {
  const user = userOf(actor);
  return { answer: meView(await findPerson(table, user.userId), user) };
};

/** Takes the place of what was chosen before; repeating it changes nothing. */
export const saveMe: UseCase<typeof identityContract.saveMe, { table: Table }> = async (
  { actor, input },
  { table },
) => {
  const user = userOf(actor);
  const person = await findPerson(table, user.userId);
  return { answer: meView({ ...person, ...input }, user), changes: [choose(user.userId, input)] };
};
